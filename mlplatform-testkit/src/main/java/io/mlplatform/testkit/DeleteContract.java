package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a delete removes. */
interface DeleteContract extends StoreFixture {

    @Test
    default void theNamedObjectsAreDeletedAndNoOther() throws Exception {
        RuleCheck.run(this, Rule.DELETE, store -> {
            List<ObjectKey> doomed = Sample.keys("data/old/", 1_003);
            Sample.putAll(store, doomed);
            List<ObjectKey> kept = Sample.keys("data/new/", 3);
            Sample.putAll(store, kept);
            store.delete(doomed);
            assertThat(Pages.of(store, "").keys()).isEqualTo(kept.stream().map(ObjectKey::value).toList());
            assertThat(store.head(doomed.get(0))).isEmpty();
            assertThat(store.head(doomed.get(1_002))).isEmpty();
            assertThat(Sample.read(store, kept.get(0))).asString().isEqualTo("data/new/00000");
        });
    }

    @Test
    default void deletingWhatIsAbsentIsNoFailure() throws Exception {
        RuleCheck.run(this, Rule.DELETE_ABSENT, store -> {
            Sample.put(store, "a/1", "x");
            Sample.put(store, "a/2", "x");
            store.delete(List.of(ObjectKey.of("a/0"), ObjectKey.of("a/1"), ObjectKey.of("b/c/d"), ObjectKey.of("a")));
            assertThat(Pages.of(store, "").keys()).containsExactly("a/2");
            store.delete(List.of(ObjectKey.of("a/1")));
            store.delete(List.of());
            assertThat(Pages.of(store, "").keys()).containsExactly("a/2");
        });
    }
}
