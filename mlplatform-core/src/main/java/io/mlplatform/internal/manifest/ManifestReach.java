package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ReadAhead;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All keys that versions of one entity reach: roots, index nodes, segments, documents, files. What several versions share is
 * read once; what cannot be read, or is not what names it, is a failure. Not thread-safe.
 */
public final class ManifestReach {

    private final Keys keys;
    private final Context context;
    private final ObjectStore store;
    private final BiConsumer<String, ObjectKey> reached;
    private final ManifestReader reader;
    private final Set<StoredDocument> seen = new HashSet<>();

    /** @param reached is told each key with the transaction that staged it, some more than once */
    public ManifestReach(ObjectStore store, Keys keys, Context context, BiConsumer<String, ObjectKey> reached) {
        this.store = store;
        this.keys = keys;
        // What is read here once would only drive out what others read again.
        this.context = context.uncached();
        this.reached = reached;
        this.reader = new ManifestReader(store, keys, this.context);
    }

    /** What stands for a JSON document where it is too large; anything else reaches nothing. */
    public void document(StoredJson json) {
        if (StoredDocument.isNameOfOne(json)) {
            StoredDocument document = StoredDocument.parse(json);
            reached.accept(document.txn(), keys.document(document.txn(), document.sha256()));
        }
    }

    /** A commit's {@code content}: its root, and all below. */
    public void content(StoredJson content) {
        document(content);
        if (StoredDocument.isNameOfOne(content) && !seen.add(StoredDocument.parse(content))) {
            return;
        }
        Root root = reader.root(content);
        if (root.hasEntries()) {
            root.entries().forEach(this::file);
            return;
        }
        SegmentReader segments = new SegmentReader(store, keys, context, root.partitionBy());
        List<Row> rows = unseen(root.rows());
        if (!root.hasNodes()) {
            segments(segments, rows);
            return;
        }
        ahead(rows, segments::segments, found -> segments(segments, unseen(found)));
    }

    private void segments(SegmentReader reading, List<Row> rows) {
        ahead(rows, reading::entries, entries -> entries.forEach(this::file));
    }

    private <T> void ahead(List<Row> rows, Function<Row, T> read, Consumer<T> then) {
        Iterator<Callable<T>> reads = Iterators.map(rows.iterator(), row -> () -> read.apply(row));
        new ReadAhead<>(
                        context.executor(),
                        store.location(),
                        reads,
                        context.settings().parallelism())
                .forEachRemaining(then);
    }

    private List<Row> unseen(List<Row> rows) {
        List<Row> fresh = new ArrayList<>();
        for (Row row : rows) {
            StoredDocument stored = row.stored();
            if (seen.add(stored)) {
                reached.accept(stored.txn(), keys.segment(stored.txn(), stored.sha256()));
                fresh.add(row);
            }
        }
        return fresh;
    }

    private void file(FileEntry entry) {
        reached.accept(entry.txn(), keys.data(entry.txn(), entry.path()));
    }
}
