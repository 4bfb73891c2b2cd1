package io.mlplatform.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.Lake;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A dataset's log written by the test, with events that no face writes yet, or with damage. */
final class HandWrittenLog {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final StoreLocation folder;
    private final String entity;
    private long length;
    private byte[] newest = {};

    /** An empty log, whose entity is listed. */
    HandWrittenLog(ObjectStore store, String entity) {
        this.store = store;
        this.entity = entity;
        this.folder = new StoreLocation(store, "datasets/" + entity + "/_log/");
        put(ObjectKey.of("datasets/_entities/" + entity.replace('/', '!')), new byte[0]);
    }

    /** A minute after the one before, by {@code actor}. */
    HandWrittenLog entry(String actor, ObjectNode event) {
        return entry(actor, event, time(length));
    }

    HandWrittenLog entry(String actor, ObjectNode event, Instant time) {
        ObjectNode entry = Json.object().put("format", "mlplatform.log/1").put("seq", length);
        if (length > 0) {
            entry.put("parent", Digest.of(newest).hex());
        }
        entry.put("writeId", entity + "-" + length).put("time", Json.time(time)).put("actor", actor);
        entry.set("event", event);
        entry.set("state", Json.object().put("kind", "dataset").put("latest", 0));
        newest = CanonicalJson.encode(entry);
        put(key(length), newest);
        length++;
        return this;
    }

    /** {@code count} entries by {@code actor}. */
    HandWrittenLog annotations(String actor, int count) {
        for (int i = 0; i < count; i++) {
            entry(actor, Json.object().put("type", "annotate"));
        }
        return this;
    }

    void damage(long seq) {
        put(key(seq), Lake.bytes("{\"not\":"));
    }

    void lose(long seq) {
        store.delete(List.of(key(seq)));
    }

    /** Puts another actor into an entry that stands. */
    void forge(long seq, String actor) {
        byte[] stored = io.mlplatform.internal.StoredBytes.read(store, key(seq), 1 << 20)
                .bytes()
                .orElseThrow();
        ObjectNode entry = StoredJson.parse(stored, "entry").node().put("actor", actor);
        put(key(seq), CanonicalJson.encode(entry));
    }

    static Instant time(long seq) {
        return BEGIN.plus(STEP.multipliedBy(seq));
    }

    private ObjectKey key(long seq) {
        return Keys.slot(folder, seq);
    }

    private void put(ObjectKey key, byte[] bytes) {
        store.put(key, Content.of(bytes), PutCondition.always());
    }
}
