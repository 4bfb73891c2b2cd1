package io.mlplatform.internal.publish;

import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoredContent;
import io.mlplatform.store.Upload;
import java.net.URI;
import java.util.stream.Stream;

/** One prefix that holds a version's files under their paths and nothing else, for tools that read a prefix whole. */
public final class PrefixExport {

    private PrefixExport() {}

    /**
     * The prefix, ending in {@code /}. A version whose publish staged all of its files is one already; of others the files
     * are copied, verified, to {@code _exports/}, once.
     */
    public static URI of(VersionedZone zone, OpenedVersion version) {
        EntityRoom room = zone.room(version.ref());
        String txn = version.version().commit().text("txn");
        Manifest manifest = room.manifests().read(version.root());
        // A later version may name some files of an older txn and leave others: only the own txn holds just these.
        try (Stream<FileEntry> entries = manifest.entries(EntryFilter.all())) {
            if (entries.allMatch(entry -> entry.txn().equals(txn) && !entry.isInPlace())) {
                return uri(room.keys().data(txn));
            }
        }
        StoreLocation export = room.keys().exportedFiles(version.ref().version());
        ProgressMeter meter =
                new ProgressMeter(room.context(), "export " + version.ref(), manifest.files(), manifest.bytes());
        try (Stream<FileEntry> entries = manifest.entries(EntryFilter.all())) {
            Stream<Upload> uploads = entries.map(entry -> upload(room, entry, export));
            room.root().store().upload(uploads::iterator, meter);
        }
        return uri(export);
    }

    private static Upload upload(EntityRoom room, FileEntry entry, StoreLocation export) {
        StoredContent content =
                new StoredContent(room.root().store(), room.keys().data(entry.txn(), entry.path()), entry.size());
        return new Upload(export.key(entry.path()), content, entry.sha256());
    }

    private static URI uri(StoreLocation prefix) {
        return URI.create(prefix.toString());
    }
}
