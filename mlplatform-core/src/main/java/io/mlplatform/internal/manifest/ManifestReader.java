package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.Verified;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Reads roots and manifests, and checks each against the digests that name it. */
public final class ManifestReader {

    /** Index nodes that have that digest together. */
    private record Checked(Digest digest, List<Row.Content> nodes) {}

    private static final int CHECKED_BYTES = 512;

    private final ObjectStore store;
    private final Keys keys;
    private final Context context;
    private final Boundaries boundaries;

    public ManifestReader(ObjectStore store, Keys keys, Context context) {
        this(store, keys, context, Boundaries.FORMAT);
    }

    ManifestReader(ObjectStore store, Keys keys, Context context, Boundaries boundaries) {
        this.boundaries = boundaries;
        this.store = store;
        this.keys = keys;
        this.context = context;
    }

    /** The root that a commit's {@code content} is, or names: no request, or one GET. */
    public Root root(StoredJson content) {
        return new Root(shared(content));
    }

    /** As {@link #resolved}, of what many versions name or one is opened for again and again: at most one GET a process. */
    public StoredJson shared(StoredJson json) {
        if (!StoredDocument.isNameOfOne(json)) {
            return json;
        }
        StoredDocument document = StoredDocument.parse(json);
        ObjectKey key = keys.document(document.txn(), document.sha256());
        String resource = store.location() + "/" + key;
        Optional<byte[]> cached = context.segments().find(document);
        byte[] read = cached.orElseGet(() -> document.read(store, key));
        StoredJson parsed = StoredJson.parse(read, resource);
        context.segments().add(document, read);
        return parsed;
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

    /** The files of a version, none of which is read yet but those that the root holds itself. */
    public Manifest read(Root root) {
        Manifest manifest = root.hasEntries() ? held(root) : stored(root);
        if (!manifest.digest().equals(root.digest())
                || manifest.files() != root.files()
                || manifest.bytes() != root.bytes()) {
            throw new DataCorruptException(
                    root.json().resource(),
                    "its entries are " + manifest + " where the root says " + root.files() + " files, " + root.bytes()
                            + " bytes, digest " + root.digest() + ": restore the version's manifest");
        }
        boolean inPlace = manifest.rows().stream().anyMatch(Row::inPlace);
        if (inPlace != (root.verified() == Verified.ETAG)) {
            throw new DataCorruptException(
                    root.json().resource(),
                    "does not say of its files what its entries say, whether they are verified: restore the version's"
                            + " manifest");
        }
        if (root.hasNodes()) {
            requireDigest(root, manifest);
        }
        return manifest;
    }

    // What nodes there are never changes, so they are read for it once.
    private void requireDigest(Root root, Manifest manifest) {
        String resource = root.json().resource();
        if (manifest.files() <= boundaries.maxSegments()) {
            throw new DataCorruptException(
                    resource, "has index nodes for " + manifest.files() + " files: restore the version's manifest");
        }
        List<Row.Content> nodes = manifest.rows().stream()
                .map(row -> row.content(manifest.partitionBy()))
                .toList();
        Checked checked = new Checked(manifest.digest(), nodes);
        if (context.segments().find(checked).isEmpty()) {
            manifest.requireDigest(resource);
            context.segments().add(checked, new byte[CHECKED_BYTES]);
        }
    }

    private Manifest held(Root root) {
        try {
            return Manifest.of(root.partitionBy(), root.entries(), boundaries);
        } catch (IllegalArgumentException e) {
            throw corrupt(root, e);
        }
    }

    private Manifest stored(Root root) {
        List<Row> rows = root.rows();
        SegmentReader.requireOrder(rows, root.json().resource());
        SegmentReader reader = new SegmentReader(store, keys, context, root.partitionBy());
        // The digest is over segments: index nodes tell theirs only when they are read, each by its own.
        Digest digest = root.hasNodes()
                ? root.digest()
                : ContentDigest.ofVersion(rows.stream().map(Row::digest).toList());
        long files = 0;
        long bytes = 0;
        try {
            for (Row row : rows) {
                files = Sums.plus(files, row.files());
                bytes = Sums.plus(bytes, row.bytes());
            }
        } catch (IllegalArgumentException e) {
            throw corrupt(root, e);
        }
        return new Manifest(root.partitionBy(), files, bytes, digest, rows, root.hasNodes(), reader);
    }

    private static DataCorruptException corrupt(Root root, IllegalArgumentException cause) {
        return new DataCorruptException(
                root.json().resource(), cause.getMessage() + "; restore the version's manifest", cause);
    }
}
