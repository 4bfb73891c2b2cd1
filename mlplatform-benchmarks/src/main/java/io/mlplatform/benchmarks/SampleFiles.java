package io.mlplatform.benchmarks;

import io.mlplatform.Digest;
import io.mlplatform.internal.manifest.FileEntry;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files of a table by partition: as many in each, in order of path, named as engines do, by numbers without pattern. Made
 * when asked for, the same each time. Immutable.
 *
 * @param series files of different series have different paths
 */
record SampleFiles(int partitions, int filesEach, int series) {

    private static final long NAMES = 1L << 40;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int LARGEST = 512 << 20;

    SampleFiles {
        if (partitions < 1 || partitions > 100_000 || filesEach < 1 || series < 0) {
            throw new IllegalArgumentException("1 to 100,000 partitions of at least 1 file");
        }
    }

    /** One file of one partition, without what a manifest alone has. */
    record File(String path, long size, Digest digest) {

        FileEntry entry(String txn) {
            return FileEntry.of(path, size, digest, txn);
        }
    }

    long files() {
        return (long) partitions * filesEach;
    }

    /** The value of the partition column {@code dt}; values are in order of their numbers. */
    static String value(int partition) {
        return String.valueOf(100_000 + partition).substring(1);
    }

    /** Entries of all files, as a publish takes them. */
    Iterable<FileEntry> entries(String txn) {
        return () -> all().map(file -> file.entry(txn)).iterator();
    }

    /** Entries of the files of one partition. */
    Iterable<FileEntry> entriesOf(int partition, String txn) {
        return () -> of(partition).map(file -> file.entry(txn)).iterator();
    }

    /** All files, in order of path. */
    Stream<File> all() {
        return IntStream.range(0, partitions).boxed().flatMap(this::of);
    }

    /** The files of one partition, in order of path, between those of other series. */
    Stream<File> of(int partition) {
        String folder = "dt=" + value(partition) + "/part-";
        return IntStream.range(0, filesEach).mapToObj(number -> file(folder, partition, number));
    }

    private File file(String folder, int partition, int number) {
        long step = NAMES / filesEach;
        long seed = mixed(((long) series << 56) ^ ((long) partition << 32) ^ number);
        long name = step * number + Long.remainderUnsigned(seed, step);
        StringBuilder path = new StringBuilder(folder.length() + 32).append(folder);
        hex(path, name, 10);
        path.append('-');
        hex(path, series, 3);
        StringBuilder digest = new StringBuilder(64);
        for (int word = 1; word <= 4; word++) {
            hex(digest, mixed(seed + word * SPREAD), 16);
        }
        long size = Long.remainderUnsigned(seed, LARGEST);
        return new File(path.append(".parquet").toString(), size, new Digest(digest.toString()));
    }

    /** The number, spread over 64 bits: the last step of SplitMix64. */
    private static long mixed(long number) {
        long mixed = (number + SPREAD) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private static void hex(StringBuilder text, long number, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.append(HEX[(int) (number >>> shift) & 15]);
        }
    }

    /** How many there are. */
    static long count(Iterator<?> entries) {
        long count = 0;
        while (entries.hasNext()) {
            entries.next();
            count++;
        }
        return count;
    }
}
