package io.mlplatform.internal;

import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Keys as a listing has them: whatever lies in a folder of the format, no listing of it fails. */
public final class KeysFuzz implements FuzzTarget {

    private final StoreLocation zone = new StoreLocation(new MemoryStore(FuzzLake.CLOCK), "models/");

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("9999999987-0000000012.json"),
                bytes("growth!churn"),
                bytes("datasets/growth!churn/0000000001/models!growth!churn@0000000012"));
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public boolean isRefusal(Throwable failure) {
        return failure instanceof NoKey;
    }

    @Override
    public void read(byte[] document) {
        String rest = new String(document, StandardCharsets.UTF_8);
        StoreLocation log = zone.below("growth/churn/_log");
        long seq = Keys.seqOf(log, key(log.prefix() + rest));
        Optional<?> entity = Keys.entityOf(zone, key(Keys.entities(zone, "") + rest));
        Optional<?> consumer = Keys.consumerOf(key(zone.prefix() + "_lineage/" + rest), Zone.MODELS);
        if (seq >= 0 && !Keys.slot(log, seq).value().equals(log.prefix() + rest)) {
            throw new IllegalStateException(rest + " is not the key of entry " + seq);
        }
        if (seq < 0 && entity.isEmpty() && consumer.isEmpty()) {
            throw new NoKey();
        }
    }

    private static ObjectKey key(String text) {
        try {
            return ObjectKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new NoKey();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class NoKey extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
