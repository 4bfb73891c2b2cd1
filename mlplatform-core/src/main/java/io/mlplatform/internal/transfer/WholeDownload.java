package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** A download of one request: its bytes are hashed as they pass, and the file then gets its name. */
public final class WholeDownload extends SinglePiece {

    private final Download download;
    private final DownloadCheck check;
    private final boolean hashes;
    private final ObjectSource source;
    private final Requests requests;
    private final TransferListener listener;

    /** @param held bytes of the budget */
    public WholeDownload(
            DownloadCheck check, long held, ObjectSource source, Requests requests, TransferListener listener) {
        super(held, check.download().size());
        this.download = check.download();
        this.check = check;
        this.hashes = check.rules().wantsDigest();
        this.source = source;
        this.requests = requests;
        this.listener = listener;
    }

    @Override
    public void transfer() throws Exception {
        Requests.File file = requests.file(check.resource(), TransferDirection.DOWN);
        try (PartialFile partial = check.rules().partial(download.target())) {
            Body body = new Body();
            FileChannel channel = partial.channel();
            check.found(source.get(
                    download.key(), ByteRange.ALL, GetCondition.always(), info -> body.begin(info, channel)));
            check.size(body.size);
            if (hashes) {
                check.digest(Digest.finish(body.hash));
            }
            check.rules().settle(channel, download.target());
            partial.place(download);
        } catch (IOException e) {
            throw check.unwritten(e);
        }
        file.finished(download.size());
        listener.finished(download.key());
    }

    private final class Body {
        private MessageDigest hash = Digest.sha256();
        private long size;

        ByteSink begin(ObjectInfo info, FileChannel file) throws IOException {
            check.size(info.size());
            file.truncate(0);
            hash = Digest.sha256();
            size = 0;
            return bytes -> accept(bytes, file);
        }

        // What goes on behind the size is not written: a swapped object must not fill the disk.
        private void accept(ByteBuffer bytes, FileChannel file) throws IOException {
            int count = bytes.remaining();
            check.within(size + count);
            if (hashes) {
                hash.update(bytes.duplicate());
            }
            while (bytes.hasRemaining()) {
                size += file.write(bytes, size);
            }
            listener.transferred(count);
        }
    }
}
