package io.mlplatform.s3;

import io.mlplatform.DataCorruptException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.internal.transfer.ByteSink;
import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadedRanges;
import io.mlplatform.internal.transfer.FileTransfer;
import io.mlplatform.internal.transfer.FrontHash;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Piece;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A download of a large object in ranges, some at a time, each written to its place in a temporary file. Each range asks for
 * the tag that the first one found, so that ranges of two objects never mix; size and digest are checked on the whole file,
 * which then gets its name.
 */
final class RangedTransfer implements FileTransfer {

    /** Objects above this many bytes are worth their ranges: 16 MiB. */
    static final long WORTHWHILE_BYTES = 16L << 20;

    /** The bytes of a range: 8 MiB. */
    static final int RANGE_BYTES = 8 << 20;

    private final Download download;
    private final DownloadCheck check;
    private final ObjectSource source;
    private final Runnable wake;
    private final Requests requests;
    private final TransferListener listener;
    private final DownloadedRanges ranges;
    private final FrontHash hash;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private boolean begun;
    private Optional<String> tag = Optional.empty();
    private volatile boolean done;
    private @Nullable PartialFile partial;
    private @Nullable FileChannel file;
    private Requests.@Nullable File event;

    /** @param wake tells the scheduler that further ranges may begin */
    RangedTransfer(
            Download download,
            String resource,
            ObjectSource source,
            Runnable wake,
            Requests requests,
            TransferListener listener) {
        this.download = download;
        this.check = new DownloadCheck(download, resource);
        this.source = source;
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
            return ranges.take().map(range -> new Piece(range.length(), () -> begin(range)));
        }
        return tag.flatMap(etag -> ranges.take()
                .map(range -> new Piece(range.length(), () -> fetch(range, GetCondition.ifMatch(etag), open()))));
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public synchronized void close() throws IOException {
        try (PartialFile removed = partial;
                FileChannel closed = file) {
            partial = null;
            file = null;
        }
    }

    private void begin(ByteRange first) throws Exception {
        FileChannel channel;
        try {
            PartialFile made = PartialFile.of(download.target());
            synchronized (this) {
                partial = made;
                channel = made.readableChannel();
                file = channel;
                event = requests.file(check.resource(), TransferDirection.DOWN);
            }
        } catch (IOException e) {
            throw check.unwritten(e);
        }
        fetch(first, GetCondition.always(), channel);
    }

    private void fetch(ByteRange range, GetCondition condition, FileChannel channel) throws Exception {
        try {
            Cursor cursor = new Cursor(range, channel);
            check.found(source.get(download.key(), range, condition, info -> {
                foundObject(info);
                return cursor.begin();
            }));
            cursor.requireEnd();
            ranges.finished(range);
            hash.advance(channel);
            if (ranges.isComplete() && finishing.compareAndSet(false, true)) {
                finish(channel);
            }
        } catch (IOException e) {
            throw check.unwritten(e);
        }
    }

    private void foundObject(ObjectInfo info) {
        synchronized (this) {
            if (tag.isPresent()) {
                requireSame(info);
                return;
            }
            check.size(info.size());
            tag = Optional.of(info.etag());
        }
        wake.run();
    }

    // The first range asks for no tag, also where it is asked for again.
    private void requireSame(ObjectInfo info) {
        if (tag.filter(info.etag()::equals).isEmpty()) {
            throw new StorageUnavailableException(
                    check.resource(), "the object was replaced while it was fetched: call again");
        }
    }

    private void finish(FileChannel channel) throws IOException {
        check.digest(hash.finish(channel));
        synchronized (this) {
            channel.close();
            if (partial != null) {
                partial.moveToTarget();
            }
            if (event != null) {
                event.finished(download.size());
            }
        }
        done = true;
        listener.finished(download.key());
    }

    private synchronized FileChannel open() {
        if (file == null) {
            throw new IllegalStateException(check.resource() + ": a range was begun after the end");
        }
        return file;
    }

    /** Where the next byte of a range goes. */
    private final class Cursor {
        private final ByteRange range;
        private final FileChannel channel;
        private long position;

        Cursor(ByteRange range, FileChannel channel) {
            this.range = range;
            this.channel = channel;
        }

        ByteSink begin() {
            position = range.offset();
            return this::accept;
        }

        private void accept(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            if (position + count > range.offset() + range.length()) {
                throw new DataCorruptException(
                        check.resource(), "the server sent more than the range asked for: it cannot be trusted");
            }
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
            listener.transferred(count);
        }

        void requireEnd() {
            if (position < range.offset() + range.length()) {
                throw new StorageUnavailableException(
                        check.resource(), "the server sent less than the range asked for: call again");
            }
        }
    }
}
