package io.mlplatform.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.Ulids;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log as JSON, read and continued by hand: as another release would, or a broken one. */
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectStore store;
    private final StoreLocation folder;

    private Journal(ObjectStore store, StoreLocation folder) {
        this.store = store;
        this.folder = folder;
    }

    static Journal of(ObjectStore store, Zone zone) {
        return new Journal(store, keys(store, zone).log());
    }

    static Journal ofProduction(ObjectStore store) {
        return new Journal(store, keys(store, Zone.MODELS).aliasLog(AliasName.of("production")));
    }

    static Keys keys(ObjectStore store, Zone zone) {
        return Lab.root(store, zone).keys(EntityName.of(Lab.NAME));
    }

    /** All entries, oldest first. */
    List<ObjectNode> entries() {
        List<ObjectNode> entries = new ArrayList<>();
        while (store.head(Keys.slot(folder, entries.size())).isPresent()) {
            entries.add(parse(bytes(entries.size())));
        }
        return entries;
    }

    /** The events' types, oldest first. */
    List<String> types() {
        return entries().stream()
                .map(entry -> entry.path("event").path("type").asText())
                .toList();
    }

    ObjectNode entry(int seq) {
        return parse(bytes(seq));
    }

    ObjectNode head() {
        return entry(entries().size() - 1);
    }

    /** The state after the newest entry. */
    ObjectNode state() {
        return (ObjectNode) head().get("state");
    }

    ObjectKey key(int seq) {
        return Keys.slot(folder, seq);
    }

    /** Appends an event of any kind, with the newest state as {@code change} leaves it. */
    void append(String event, Consumer<ObjectNode> change) {
        append(event, change, entry -> {});
    }

    /** As before; {@code edit} has the last word on the entry. */
    void append(String event, Consumer<ObjectNode> change, Consumer<ObjectNode> edit) {
        int seq = entries().size();
        byte[] parent = bytes(seq - 1);
        ObjectNode before = parse(parent);
        ObjectNode state = (ObjectNode) before.get("state");
        if (state.has("content") && !state.get("content").has("seq")) {
            state.putObject("content").put("seq", seq - 1);
        }
        change.accept(state);
        ObjectNode entry = JSON.createObjectNode()
                .put("format", "mlplatform.log/1")
                .put("seq", seq)
                .put("parent", Digest.of(parent).hex())
                .put("writeId", new Ulids(Lab.clock(), Lab.dice()).ulid())
                .put(
                        "time",
                        Instant.parse(before.get("time").asText()).plusMillis(1).toString())
                .put("actor", "hand");
        entry.set("event", parse(Lab.bytes(event)));
        entry.set("state", state);
        edit.accept(entry);
        store.put(key(seq), Content.of(Lab.bytes(entry.toString())), PutCondition.ifAbsent());
    }

    static ObjectNode parse(byte[] bytes) {
        try {
            return (ObjectNode) JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(int seq) {
        return StoredBytes.read(store, key(seq), 1 << 20).bytes().orElseThrow();
    }
}
