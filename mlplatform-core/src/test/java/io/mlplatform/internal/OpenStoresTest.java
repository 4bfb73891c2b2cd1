package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Lake;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores that fail to open or to close beside others. */
class OpenStoresTest {

    private static final PlatformLayout THREE = PlatformLayout.foldersOfOne()
            .with(Zone.DATASETS, "test:first")
            .with(Zone.MODELS, "test:second")
            .with(Zone.EXPERIMENTS, "test:third");

    private final StoreLocation opened = new StoreLocation(new MemoryStore(new Lake.Ticks()), "");
    private final List<String> open = new ArrayList<>();

    @Test
    void whatWasOpenedBeforeAFailureIsClosed() {
        assertThatThrownBy(() -> new OpenStores(opened, THREE, root -> {
                    if (open.size() == 2) {
                        throw new IllegalArgumentException("no such store");
                    }
                    return opening(root);
                }))
                .hasMessage("no such store");
        assertThat(open).isEmpty();
    }

    @Test
    void aStoreThatFailsToCloseKeepsNoOtherOpen() {
        OpenStores stores = new OpenStores(opened, THREE, this::opening);
        assertThat(open).hasSize(3);
        assertThatThrownBy(stores::close)
                .hasMessageStartingWith("not closed: ")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        assertThat(open).isEmpty();
    }

    /** A store that is closed with a complaint. */
    private StoreLocation opening(String root) {
        open.add(root);
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.remove(root);
                        throw new IllegalStateException("not closed: " + root);
                    }
                    return root;
                });
        return new StoreLocation(store, "");
    }
}
