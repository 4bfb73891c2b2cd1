package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Keys;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The documents that a commit stores under its txn: held until they are fetched to be staged with its files, or handed on
 * when too many have come together. Not thread-safe.
 */
public final class Documents {

    private static final long MOST_HELD_BYTES = 16L << 20;

    private final Keys keys;
    private final String txn;
    private final Consumer<List<Upload>> overflow;
    private List<Upload> held = new ArrayList<>();
    private long heldBytes;

    /** @param overflow takes what is too much to be held, and stores it */
    public Documents(Keys keys, String txn, Consumer<List<Upload>> overflow) {
        this.keys = keys;
        this.txn = txn;
        this.overflow = overflow;
    }

    String txn() {
        return txn;
    }

    /** Adds a JSON document; the name that stands for it. */
    public StoredDocument add(byte[] json) {
        byte[] stored = StoredDocument.zip(StoredDocument.requireReadable(json));
        StoredDocument name = new StoredDocument(Digest.of(stored), txn, stored.length);
        add(keys.document(txn, name.sha256()), stored, name);
        return name;
    }

    /** Adds a segment or index node, packed already. */
    void addLines(byte[] stored, StoredDocument name) {
        add(keys.segment(txn, name.sha256()), stored, name);
    }

    private void add(ObjectKey key, byte[] stored, StoredDocument name) {
        held.add(new Upload(key, Content.of(stored), name.sha256()));
        heldBytes += stored.length;
        if (heldBytes > MOST_HELD_BYTES) {
            overflow.accept(take());
        }
    }

    /** Gives up segments and index nodes that are held: they are not needed after all. */
    void forgetLines() {
        held.removeIf(upload -> upload.key().value().endsWith(".jsonl.gz"));
        heldBytes = held.stream().mapToLong(upload -> upload.content().length()).sum();
    }

    /** What is held, which then is the caller's. */
    public List<Upload> take() {
        List<Upload> taken = held;
        held = new ArrayList<>();
        heldBytes = 0;
        return taken;
    }
}
