package io.mlplatform.s3;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.ByteSink;
import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadedRanges;
import io.mlplatform.internal.transfer.FileTransfer;
import io.mlplatform.internal.transfer.FrontHash;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Piece;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.ResumableFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A download of a large object in ranges, some at a time, each written to its place in a temporary file. Each range asks for
 * the tag that the first one found, or that a killed process had found, so that ranges of two objects never mix; size and
 * digest are checked on the whole file, which then gets its name.
 */
final class RangedTransfer implements FileTransfer {

    /** Objects above this many bytes are worth their ranges: 16 MiB. */
    static final long WORTHWHILE_BYTES = 16L << 20;

    /** The bytes of a range: 8 MiB. */
    static final int RANGE_BYTES = 8 << 20;

    /** What a range, or a part of a file, holds of the budget: a buffer, and what is on its way. The rest of it is on disk. */
    static final int HELD_BYTES = 1 << 20;

    private final Download download;
    private final DownloadCheck check;
    private final ObjectSource source;
    private final BiFunction<ObjectKey, String, Optional<WholeChecksum>> stored;
    private final Runnable wake;
    private final Requests requests;
    private final TransferListener listener;
    // Of the journal, on disk; the monitor is for what is in memory, as the scheduler waits for it.
    private final Object beginning = new Object();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private DownloadedRanges ranges;
    private FrontHash hash;
    private boolean begun;
    private Optional<String> tag = Optional.empty();
    private volatile boolean done;
    private volatile boolean keeps = true;
    private @Nullable ResumableFile file;
    private volatile Requests.@Nullable File event;

    /**
     * @param stored what the store keeps of the bytes of an object, by its key and tag; asked where no digest is wanted
     * @param wake tells the scheduler that further ranges may begin
     */
    RangedTransfer(
            DownloadCheck check,
            ObjectSource source,
            BiFunction<ObjectKey, String, Optional<WholeChecksum>> stored,
            Runnable wake,
            Requests requests,
            TransferListener listener) {
        this.download = check.download();
        this.check = check;
        this.source = source;
        this.stored = stored;
        this.wake = wake;
        this.requests = requests;
        this.listener = listener;
        this.ranges = new DownloadedRanges(download.size(), RANGE_BYTES);
        this.hash = new FrontHash(ranges);
    }

    @Override
    public synchronized Optional<Piece> next() {
        if (!begun) {
            begun = true;
            return Optional.of(new Piece(HELD_BYTES, RANGE_BYTES, () -> guarded(this::begin)));
        }
        return tag.flatMap(etag -> ranges.take()
                .map(range -> new Piece(
                        HELD_BYTES,
                        range.length(),
                        () -> guarded(() -> fetch(range, GetCondition.ifMatch(etag), open())))));
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public synchronized void close() throws IOException {
        try (ResumableFile closed = file) {
            file = null;
            if (closed != null && keeps) {
                closed.keep();
            }
        }
    }

    /** What fails for want of an answer, or is told to end, keeps its ranges: not so where they are wrong or fill the disk. */
    private void guarded(Piece.Work work) throws Exception {
        try {
            work.run();
        } catch (AlreadyExistsException | DataCorruptException | NotFoundException e) {
            keeps = false;
            throw e;
        } catch (IOException e) {
            if (!(e instanceof ClosedChannelException)) {
                keeps = false;
            }
            throw check.unwritten(e);
        }
    }

    private void begin() throws Exception {
        ResumableFile made = ResumableFile.of(download, check.resource(), RANGE_BYTES);
        synchronized (this) {
            file = made;
            event = requests.file(check.resource(), TransferDirection.DOWN);
        }
        made.findRanges(ranges);
        if (ranges.bytes() > 0) {
            listener.transferred(ranges.bytes());
        }
        Optional<String> before = made.tag();
        if (before.isPresent() && goOn(before.get(), made)) {
            return;
        }
        fetch(ranges.take().orElseThrow(), GetCondition.always(), made);
    }

    /** False where the object is not the one any more whose bytes are there: then none are. */
    private boolean goOn(String before, ResumableFile made) throws Exception {
        if (fetch(ranges.take().orElseThrow(), GetCondition.ifMatch(before), made)) {
            return true;
        }
        made.begin(before);
        synchronized (this) {
            ranges = new DownloadedRanges(download.size(), RANGE_BYTES);
            hash = new FrontHash(ranges);
        }
        return false;
    }

    /** False where the object has another tag and no other range has asked for it yet. */
    private boolean fetch(ByteRange range, GetCondition condition, ResumableFile to) throws Exception {
        Cursor cursor = new Cursor(range, to.channel());
        GetOutcome outcome = source.get(download.key(), range, condition, info -> {
            foundObject(info, to);
            return cursor.begin();
        });
        if (outcome instanceof GetOutcome.ConditionNotMet) {
            if (!isTagKnown()) {
                return false;
            }
            keeps = false;
        }
        check.found(outcome);
        cursor.requireEnd();
        finished(range, cursor, to);
        return true;
    }

    private void finished(ByteRange range, Cursor cursor, ResumableFile to) throws IOException {
        to.finished((int) (range.offset() / RANGE_BYTES), (int) cursor.crc.getValue());
        ranges.finished(range);
        if (check.rules().wantsDigest()) {
            hash.advance(to.channel());
        }
        if (ranges.isComplete() && finishing.compareAndSet(false, true)) {
            finish(to);
        }
    }

    private synchronized boolean isTagKnown() {
        return tag.isPresent();
    }

    private void foundObject(ObjectInfo info, ResumableFile to) throws IOException {
        synchronized (beginning) {
            if (isTagKnown()) {
                requireSame(info);
                return;
            }
            check.size(info.size());
            if (!to.tag().equals(Optional.of(info.etag()))) {
                to.begin(info.etag());
            }
            synchronized (this) {
                tag = Optional.of(info.etag());
            }
        }
        wake.run();
    }

    // The first range asks for no tag, also where it is asked for again.
    private void requireSame(ObjectInfo info) {
        if (!tag().equals(info.etag())) {
            keeps = false;
            throw new StorageUnavailableException(
                    check.resource(), "the object was replaced while it was fetched: call again");
        }
    }

    private void finish(ResumableFile whole) throws IOException {
        if (check.rules().wantsDigest()) {
            requireDigest(hash.finish(whole.channel()), whole);
        } else {
            stored.apply(download.key(), tag())
                    .filter(kept -> kept.algorithm() == WholeChecksum.Algorithm.CRC32C)
                    .ifPresent(kept -> requireStored(kept, whole));
        }
        check.rules().settle(whole.channel(), download.target());
        whole.moveToTarget();
        if (event != null) {
            event.finished(download.size());
        }
        done = true;
        listener.finished(download.key());
    }

    private void requireDigest(Digest actual, ResumableFile whole) {
        requireFit(actual.equals(download.sha256()), whole);
        check.digest(actual);
    }

    private void requireStored(WholeChecksum kept, ResumableFile whole) {
        requireFit(kept.is(whole.crc32c()), whole);
        kept.require(whole.crc32c(), check.resource());
    }

    private void requireFit(boolean fits, ResumableFile whole) {
        if (fits) {
            return;
        }
        keeps = false;
        if (whole.tag().isPresent()) {
            throw new StorageUnavailableException(
                    check.resource(),
                    "what an earlier fetch had left of it does not fit what came now, and was removed: call again");
        }
    }

    private synchronized String tag() {
        return tag.orElseThrow();
    }

    private synchronized ResumableFile open() {
        if (file == null) {
            throw new IllegalStateException(check.resource() + ": a range was begun after the end");
        }
        return file;
    }

    /** Where the next byte of a range goes. */
    private final class Cursor {
        private final ByteRange range;
        private final FileChannel channel;
        private final CRC32C crc = new CRC32C();
        private long position;
        private long written;

        Cursor(ByteRange range, FileChannel channel) {
            this.range = range;
            this.channel = channel;
        }

        ByteSink begin() {
            position = range.offset();
            written = hash.begin(range);
            crc.reset();
            return this::accept;
        }

        private void accept(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            if (position + count > range.offset() + range.length()) {
                throw new DataCorruptException(
                        check.resource(), "the server sent more than the range asked for: it cannot be trusted");
            }
            crc.update(bytes.duplicate());
            position += count;
            if (written < position) {
                write(bytes.position(bytes.limit() - (int) (position - written)));
            } else {
                bytes.position(bytes.limit());
            }
            listener.transferred(count);
        }

        private void write(ByteBuffer bytes) throws IOException {
            ByteBuffer hashed = bytes.duplicate();
            long from = written;
            while (bytes.hasRemaining()) {
                written += channel.write(bytes, written);
            }
            if (check.rules().wantsDigest()) {
                hash.offer(channel, range, from, hashed);
            }
        }

        void requireEnd() {
            if (position < range.offset() + range.length()) {
                throw new StorageUnavailableException(
                        check.resource(), "the server sent less than the range asked for: call again");
            }
        }
    }
}
