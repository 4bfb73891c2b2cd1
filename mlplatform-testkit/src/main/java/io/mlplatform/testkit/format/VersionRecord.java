package io.mlplatform.testkit.format;

import java.time.Instant;
import java.util.List;

/**
 * One version of an entity, as its commit and its manifest tell.
 *
 * @param number 1, 2 …
 * @param seq the commit's entry
 * @param time of that entry
 * @param txn the publish
 * @param digest the content digest its root states; empty where the root is gone with a dead version
 * @param dead whether it is retired, past its grace and unpinned
 * @param inputs the pinned references it was made from, without digests
 * @param files sorted by path; empty where the manifest cannot be read
 */
public record VersionRecord(
        long number,
        long seq,
        Instant time,
        String txn,
        String digest,
        boolean dead,
        List<String> inputs,
        List<FileRow> files) {
    public VersionRecord {
        inputs = List.copyOf(inputs);
        files = List.copyOf(files);
    }

    /** The sum of its files' sizes. */
    public long bytes() {
        return files.stream().mapToLong(FileRow::size).sum();
    }

    @Override
    public String toString() {
        return "v" + number + " " + time + " " + files.size() + " files, " + bytes() + " bytes, "
                + (digest.isEmpty() ? "-" : digest.substring(0, Math.min(12, digest.length())))
                + (dead ? " (dead)" : "");
    }
}
