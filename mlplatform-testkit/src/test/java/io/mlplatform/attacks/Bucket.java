package io.mlplatform.attacks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A bucket that an attacker writes into, and the processes that work with it. */
final class Bucket implements AutoCloseable {

    /** The dataset, and the model, under attack. */
    static final String NAME = "growth/churn";

    static final String LOG = "datasets/growth/churn/_log/";
    static final String INDEX = "datasets/growth/churn/_versions/0000000001.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryStore store =
            new MemoryStore(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    private final List<MlPlatform> processes = new ArrayList<>();

    ObjectStore store() {
        return store;
    }

    /** Another process, which knows nothing of what the bucket held before. */
    MlPlatform process() {
        return process(store);
    }

    /** As {@link #process()}, which sees the bucket through {@code view}. */
    MlPlatform process(ObjectStore view) {
        MlPlatform process = MlPlatform.builder().store(view, "").open();
        processes.add(process);
        return process;
    }

    /** Publishes a version of the dataset that is one file {@code a.csv} of this text. */
    DatasetVersion publish(String text) {
        return draft().addBytes("a.csv", bytes(text)).replace().publish();
    }

    /** Publishes so many small files, which do not fit into an entry. */
    DatasetVersion publishSegments() {
        DatasetDraft draft = draft();
        for (int i = 0; i < 200; i++) {
            draft.addBytes(String.format(Locale.ROOT, "part-%05d.csv", i), bytes("row " + i));
        }
        return draft.publish();
    }

    private DatasetDraft draft() {
        return process().datasets().draft(NAME);
    }

    /** The keys that contain {@code part}, in order. */
    List<String> keys(String part) {
        return store.list("", "", Delimiter.NONE, 1_000).objects().stream()
                .map(object -> object.key().value())
                .filter(key -> key.contains(part))
                .toList();
    }

    /** The one key that contains {@code part}. */
    String key(String part) {
        List<String> keys = keys(part);
        if (keys.size() != 1) {
            throw new AssertionError(part + " is in " + keys);
        }
        return keys.get(0);
    }

    byte[] read(String key) {
        try (GetOutcome outcome = store.get(ObjectKey.of(key), ByteRange.ALL, GetCondition.always())) {
            return ((GetOutcome.Found) outcome).body().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode json(String key) {
        try {
            return (ObjectNode) JSON.readTree(read(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String key, byte[] bytes) {
        store.put(ObjectKey.of(key), Content.of(bytes), PutCondition.always());
    }

    void delete(String key) {
        store.delete(List.of(ObjectKey.of(key)));
    }

    /** Replaces an object's text; an attack that changes nothing is none. */
    void edit(String key, UnaryOperator<String> change) {
        String before = new String(read(key), StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing to change in " + key + ": " + before);
        }
        put(key, bytes(after));
    }

    /** The newest entry of a log. */
    ObjectNode head(String folder) {
        return json(keys(folder).get(0));
    }

    /** Appends a well-formed entry of the attacker's making: the newest one as the next, changed. */
    void forge(String folder, Consumer<ObjectNode> change) {
        String newest = keys(folder).get(0);
        ObjectNode entry = json(newest);
        long seq = entry.get("seq").asLong() + 1;
        entry.put("seq", seq);
        entry.put("parent", Digest.of(read(newest)).hex());
        entry.put("writeId", String.format(Locale.ROOT, "01jd%022d", seq));
        entry.put(
                "time",
                Instant.parse(entry.get("time").asText()).plusSeconds(60).toString());
        change.accept(entry);
        put(slot(folder, entry.get("seq").asLong()), bytes(entry.toString()));
    }

    /** As {@link #forge}, a commit of a version with that root; the newest entry is a commit. */
    void forgeCommit(ObjectNode root) {
        forge(LOG, entry -> {
            ObjectNode state = (ObjectNode) entry.get("state");
            long version = state.get("latest").asLong() + 1;
            state.put("latest", version).set("content", root);
            ((ObjectNode) entry.get("event")).put("version", version);
        });
    }

    /** As {@link #forge}, an entry that says nothing. */
    void forgeNoop(Consumer<ObjectNode> change) {
        long commit = head(LOG).get("seq").asLong();
        forge(LOG, entry -> {
            entry.putObject("event").put("type", "noop").put("abandons", "01jd0000000000000000000000");
            ((ObjectNode) entry.get("state")).putObject("content").put("seq", commit);
            change.accept(entry);
        });
    }

    /** A root of one file, with every digest as it must be. */
    ObjectNode root(String path, long size, String sha256, String txn) {
        ObjectNode root = JSON.createObjectNode()
                .put("format", "mlplatform.manifest/1")
                .put("files", 1)
                .put("bytes", size);
        Digest segment = Digest.of(bytes(path + '\0' + size + '\0' + sha256 + '\n'));
        root.put("digest", Digest.of(bytes(segment.hex() + "\n")).hex());
        root.putArray("entries")
                .addObject()
                .put("path", path)
                .put("size", size)
                .put("sha256", sha256)
                .put("txn", txn);
        return root;
    }

    /** The transaction of the newest commit. */
    String txn() {
        return head(LOG).at("/event/txn").asText();
    }

    static String slot(String folder, long seq) {
        return String.format(Locale.ROOT, "%s%010d-%010d.json", folder, 9_999_999_999L - seq, seq);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        processes.forEach(MlPlatform::close);
        store.close();
    }
}
