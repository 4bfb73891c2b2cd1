package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Entries that refuse to come in another order than that of their paths, or with one path twice. Not thread-safe. */
final class InOrder implements Iterator<FileEntry> {

    private final Iterator<FileEntry> entries;
    private @Nullable String before;

    InOrder(Iterator<FileEntry> entries) {
        this.entries = entries;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public FileEntry next() {
        FileEntry next = entries.next();
        if (before != null) {
            requireBehind(before, next.path());
        }
        before = next.path();
        return next;
    }

    private static void requireBehind(String before, String next) {
        int order = Utf8.ORDER.compare(before, next);
        if (order == 0) {
            throw new IllegalArgumentException("'" + next + "' stands twice: give each file its own path");
        }
        if (order > 0) {
            throw new IllegalArgumentException("'" + next + "' comes behind '" + before
                    + "': give the entries in the order of their paths' UTF-8 bytes");
        }
    }
}
