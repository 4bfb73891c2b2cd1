package io.mlplatform.internal;

import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.util.List;

/** The stored layout, by which a platform is opened. */
public final class LayoutFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects("_platform/layout.json");
    }

    @Override
    public void read(byte[] document) {
        StoreLocation opened = new StoreLocation(new MemoryStore(FuzzLake.CLOCK), "");
        opened.store().put(Keys.layout(opened), Content.of(document), PutCondition.ifAbsent());
        LayoutFile.read(opened, PlatformLayout.foldersOfOne()).layout();
    }
}
