package io.mlplatform.internal.transfer;

import io.mlplatform.internal.PartialFile;
import io.mlplatform.internal.RealFolders;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The partial file of a download in ranges, with a {@link DownloadJournal} of what has been written: where the process is
 * killed, or keeps them, the next download of the same object to the same place goes on with it. It belongs to whoever holds the lock of the
 * journal; nobody trusts a range whose bytes he has not read again. One thread begins and ends it, any number note ranges.
 */
public final class ResumableFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;
    // Of the journal: the first line has a tag, each other one two numbers.
    private static final int MOST_FIRST_BYTES = 4 << 10;
    private static final int MOST_LINE_BYTES = 20;

    private final Download download;
    private final String resource;
    private final int rangeBytes;
    private final JournalLock lock;
    private final FileChannel file;
    private final Optional<DownloadJournal> found;
    private long journalEnd;
    private int crc32c;
    private boolean moved;
    private int noted;
    private boolean kept;

    ResumableFile(Download download, String resource, int rangeBytes, JournalLock lock) throws IOException {
        this.download = download;
        this.resource = resource;
        this.rangeBytes = rangeBytes;
        this.lock = lock;
        Optional<FileChannel> left = lock.leftFile();
        this.found = left.isEmpty()
                ? Optional.empty()
                : DownloadJournal.parse(lock.journalText(mostBytes()), download, resource, rangeBytes);
        if (left.isPresent() && found.isPresent()) {
            this.file = left.get();
        } else {
            if (left.isPresent()) {
                left.get().close();
            }
            this.file = lock.newFile();
        }
    }

    /**
     * The file that a killed process left beside the target, if there is one that nobody else holds; else a new one.
     *
     * @param resource the object, for the journal
     */
    public static ResumableFile of(Download download, String resource, int rangeBytes) throws IOException {
        RealFolders.require(download.target());
        JournalLock lock = JournalLock.of(download.target());
        try {
            return new ResumableFile(download, resource, rangeBytes, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public FileChannel channel() {
        return file;
    }

    /** The tag of the object whose bytes are there already. */
    public Optional<String> tag() {
        return found.map(DownloadJournal::tag);
    }

    /** Marks the ranges whose bytes are there, as reading them shows; never all of them, so that the object is asked for. */
    public void findRanges(DownloadedRanges ranges) throws IOException {
        if (found.isEmpty()) {
            return;
        }
        // What was noted stays so until all of it is read: who is killed or interrupted meanwhile loses none of it.
        noted(found.get().ranges().size());
        Map<Integer, Integer> present = new LinkedHashMap<>();
        for (Map.Entry<Integer, Integer> range : found.get().ranges().entrySet()) {
            int number = range.getKey();
            boolean counts = number < ranges.count() && present.size() < ranges.count() - 1;
            if (counts && crc(ranges.range(number)).equals(Optional.of(range.getValue()))) {
                present.put(number, range.getValue());
            }
        }
        begin(found.get().tag(), present);
        present.keySet().forEach(number -> ranges.finished(ranges.range(number)));
    }

    /** Begins the journal anew: what is there counts for nothing. */
    public void begin(String tag) throws IOException {
        begin(tag, Map.of());
    }

    private synchronized void begin(String tag, Map<Integer, Integer> present) throws IOException {
        uninterrupted(() -> lock.journal().truncate(0));
        journalEnd = 0;
        crc32c = 0;
        noted = present.size();
        StringBuilder lines = new StringBuilder(DownloadJournal.firstLine(download, resource, rangeBytes, tag));
        present.forEach((number, crc32cOfRange) -> {
            lines.append(DownloadJournal.line(number, crc32cOfRange));
            combine(number, crc32cOfRange);
        });
        append(lines.toString());
    }

    private synchronized void noted(int ranges) {
        noted = ranges;
    }

    /** This range has been written, which it is once. */
    public synchronized void finished(int number, int crc32cOfRange) throws IOException {
        combine(number, crc32cOfRange);
        append(DownloadJournal.line(number, crc32cOfRange));
        noted++;
    }

    private synchronized void combine(int number, int crc32cOfRange) {
        long end = Math.min(download.size(), (number + 1L) * rangeBytes);
        crc32c = Crc32cCombination.of(crc32cOfRange, crc32c, download.size() - end);
    }

    /** The ranges written so far are to stay, if there are any, for the next download of the object. */
    public synchronized void keep() {
        kept = noted > 0;
    }

    /** The CRC-32C of the whole file, once every range has been written. */
    public synchronized int crc32c() {
        return crc32c;
    }

    /**
     * Gives the file its target's name, in one step, as the download has it, and removes the journal, with whatever killed processes left beside.
     *
     * @throws IOException also where the lock was lost: the file under its name may be another process's by now
     */
    public void moveToTarget() throws IOException {
        file.close();
        if (!lock.isHeld()) {
            throw new IOException(
                    "its journal was closed meanwhile, another process may have gone on with it: call again");
        }
        PartialFile.place(lock.file(), download);
        moved = true;
        lock.removeJournal();
        JournalLock.removeLeft(download.target());
    }

    /**
     * Gives the lock up; where the file was neither moved nor kept it is removed, unless another process has gone on with it.
     */
    @Override
    public void close() throws IOException {
        boolean lost = !moved && !lock.isHeld();
        try (lock) {
            file.close();
            if (!moved && !lost && !kept) {
                Files.deleteIfExists(lock.file());
                lock.removeJournal();
            }
        }
        if (lost) {
            JournalLock.removeLeft(download.target());
        }
    }

    private int mostBytes() {
        long ranges = download.size() / rangeBytes + 1;
        return (int) Math.min(Integer.MAX_VALUE - 8, MOST_FIRST_BYTES + ranges * MOST_LINE_BYTES);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            journalEnd += uninterrupted(() -> lock.journal().write(bytes, journalEnd));
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    // An interrupt would close the journal, and give the lock up while other threads still write into the file.
    private static <T> T uninterrupted(Step<T> step) throws IOException {
        ThreadInterrupts interrupts = ThreadInterrupts.ofThisThread();
        interrupts.hold();
        try {
            return step.run();
        } finally {
            interrupts.release();
        }
    }

    private Optional<Integer> crc(ByteRange range) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long end = range.offset() + range.length();
        for (long at = range.offset(); at < end; ) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
            int count = file.read(buffer, at);
            if (count < 0) {
                return Optional.empty();
            }
            crc.update(buffer.array(), 0, count);
            at += count;
        }
        return Optional.of((int) crc.getValue());
    }
}
