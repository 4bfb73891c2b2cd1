package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A download through a buffer of its own, which a second request may fill where the first is slow. */
public final class SmallDownload extends SinglePiece {

    /** Objects up to this many bytes are fetched in this way: 256 KiB. */
    public static final long MOST_BYTES = 256 << 10;

    private record Answer(GetOutcome outcome, ByteBuffer bytes) {}

    private final Download download;
    private final DownloadCheck check;
    private final ObjectSource source;
    private final Hedges hedges;
    private final Requests requests;
    private final TransferListener listener;

    public SmallDownload(
            DownloadCheck check, ObjectSource source, Hedges hedges, Requests requests, TransferListener listener) {
        super(check.download().size(), check.download().size());
        this.download = check.download();
        this.check = check;
        this.source = source;
        this.hedges = hedges;
        this.requests = requests;
        this.listener = listener;
    }

    @Override
    public void transfer() throws Exception {
        Requests.File file = requests.file(check.resource(), TransferDirection.DOWN);
        try {
            Answer answer = hedges.race(download.size(), this::fetch);
            check.found(answer.outcome);
            ByteBuffer bytes = answer.bytes.flip();
            check.size(bytes.remaining());
            if (check.rules().wantsDigest()) {
                check.digest(Digest.of(bytes.array()));
            }
            write(bytes);
        } catch (IOException e) {
            throw check.unwritten(e);
        }
        listener.transferred(download.size());
        file.finished(download.size());
        listener.finished(download.key());
    }

    private Answer fetch() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate((int) download.size());
        GetOutcome outcome = source.get(download.key(), ByteRange.ALL, GetCondition.always(), info -> {
            check.size(info.size());
            bytes.clear();
            return more -> {
                check.within((long) bytes.position() + more.remaining());
                bytes.put(more);
            };
        });
        return new Answer(outcome, bytes);
    }

    private void write(ByteBuffer bytes) throws IOException {
        try (PartialFile partial = check.rules().partial(download.target())) {
            FileChannel channel = partial.channel();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            check.rules().settle(channel, download.target());
            partial.place(download);
        }
    }
}
