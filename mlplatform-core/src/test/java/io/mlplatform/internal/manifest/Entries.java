package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.List;
import java.util.stream.Stream;

/** File entries of made-up content. */
final class Entries {

    static final String TXN = "01jd0000000000000000000001";
    static final String LATER_TXN = "01jd0000000000000000000002";

    private Entries() {}

    static FileEntry entry(String path) {
        return entry(path, "content of " + path, TXN);
    }

    static FileEntry entry(String path, String text, String txn) {
        return FileEntry.of(path, Utf8.length(text), Digest.of(text), txn);
    }

    static Manifest manifest(String... paths) {
        return Manifest.of(List.of(), Stream.of(paths).map(Entries::entry).toList());
    }
}
