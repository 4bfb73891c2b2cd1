package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Reads roots and manifests, and checks each against the digests that name it. */
public final class ManifestReader {

    private final ObjectStore store;
    private final Keys keys;
    private final Context context;

    public ManifestReader(ObjectStore store, Keys keys, Context context) {
        this.store = store;
        this.keys = keys;
        this.context = context;
    }

    /** The root that a commit's {@code content} is, or names: no request, or one GET. */
    public Root root(StoredJson content) {
        return new Root(resolved(content));
    }

    /** What stands in an entry, or the document that stands for it there: no request, or one GET. */
    public StoredJson resolved(StoredJson json) {
        return StoredDocument.isNameOfOne(json) ? document(json) : json;
    }

    /** The array that the document of that name is. */
    public List<StoredJson> list(StoredJson name) {
        StoredDocument document = StoredDocument.parse(name);
        ObjectKey key = keys.document(document.txn(), document.sha256());
        return StoredJson.parseList(document.read(store, key), store.location() + "/" + key);
    }

    private StoredJson document(StoredJson name) {
        StoredDocument document = StoredDocument.parse(name);
        ObjectKey key = keys.document(document.txn(), document.sha256());
        return StoredJson.parse(document.read(store, key), store.location() + "/" + key);
    }

    /** All entries; one GET a segment, in parallel. */
    public Manifest read(Root root) {
        List<FileEntry> entries = root.hasEntries() ? root.entries() : segments(root);
        Manifest manifest = manifest(root, entries);
        if (!manifest.digest().equals(root.digest())
                || manifest.files() != root.files()
                || manifest.bytes() != root.bytes()) {
            throw new DataCorruptException(
                    root.json().resource(),
                    "its entries are " + manifest + " where the root says " + root.files() + " files, " + root.bytes()
                            + " bytes, digest " + root.digest() + ": restore the version's manifest");
        }
        return manifest;
    }

    private static Manifest manifest(Root root, List<FileEntry> entries) {
        try {
            return Manifest.of(root.partitionBy(), entries);
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(
                    root.json().resource(), e.getMessage() + "; restore the version's manifest", e);
        }
    }

    private List<FileEntry> segments(Root root) {
        List<Segment> segments = root.segments();
        requireEachOnce(root, segments);
        List<Callable<List<FileEntry>>> reads = segments.stream()
                .<Callable<List<FileEntry>>>map(segment -> () -> entries(segment))
                .toList();
        List<FileEntry> all = new ArrayList<>();
        Parallel.call(context.executor(), store.location(), reads).forEach(all::addAll);
        return all;
    }

    // Before any is read: a root of two thousand rows that name one small object would fill any memory.
    private static void requireEachOnce(Root root, List<Segment> segments) {
        long files = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            files += segment.files();
            if (i > 0 && Utf8.ORDER.compare(segments.get(i - 1).last(), segment.first()) >= 0) {
                throw new DataCorruptException(
                        root.json().resource(),
                        "its segments are not in order of their paths: restore the version's manifest");
            }
        }
        if (files != root.files()) {
            throw new DataCorruptException(
                    root.json().resource(),
                    "its segments have " + files + " files where the root says " + root.files()
                            + ": restore the version's manifest");
        }
    }

    private List<FileEntry> entries(Segment segment) {
        ObjectKey key = keys.segment(segment.txn(), segment.sha256());
        String resource = store.location() + "/" + key;
        List<FileEntry> entries = new ArrayList<>();
        new StoredDocument(segment.sha256(), segment.txn(), segment.size()).readLines(store, key, line -> {
            if (entries.size() == segment.files()) {
                throw new DataCorruptException(
                        resource, "has more than the " + segment.files() + " files that the root says: restore it");
            }
            entries.add(FileEntryJson.read(StoredJson.parse(line, resource)));
        });
        Digest digest = ContentDigest.ofSegment(entries);
        if (!digest.equals(segment.digest())
                || !entries.get(0).path().equals(segment.first())
                || !entries.get(entries.size() - 1).path().equals(segment.last())) {
            throw new DataCorruptException(
                    resource,
                    "has the content digest " + digest + " where the root says " + segment.digest() + ": restore it");
        }
        return entries;
    }
}
