package io.mlplatform.s3;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.internal.transfer.FileTransfer;
import io.mlplatform.internal.transfer.Piece;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A put of a large content in parts, some at a time. The condition is checked when the
 * parts are put together; until then nothing is under the key. After a conflict it begins again, with a new upload; where
 * another process ended the upload that both went on with, by looking again at what is there.
 */
final class MultipartTransfer implements FileTransfer {

    /** What follows when the store has answered. */
    interface End {
        void reached(PutOutcome outcome) throws Exception;
    }

    private enum Phase {
        NEW,
        BEGINNING,
        SENDING,
        DONE
    }

    private final MultipartPut puts;
    private final ObjectKey key;
    private final Content content;
    private final PutCondition condition;
    private final Runnable wake;
    private final Requests requests;
    private final TransferListener listener;
    private final End end;
    private final boolean resumes;
    private final int partBytes;
    private final int parts;
    private final long held;
    private boolean leavesParts;
    private boolean looksForLeft;
    private Phase phase = Phase.NEW;
    private int handedOut;
    private int ended;
    private int conflicts;
    private @Nullable MultipartUpload upload;
    private @Nullable PartSource source;

    /** @param wake tells the scheduler that further parts may begin */
    MultipartTransfer(
            MultipartPut puts,
            ObjectKey key,
            Content content,
            PutCondition condition,
            Runnable wake,
            Requests requests,
            TransferListener listener,
            End end,
            InterruptedUploads interrupted) {
        this.puts = puts;
        this.key = key;
        this.content = content;
        this.condition = condition;
        this.wake = wake;
        this.requests = requests;
        this.listener = listener;
        this.end = end;
        this.resumes = interrupted == InterruptedUploads.RESUME;
        this.leavesParts = resumes;
        this.looksForLeft = resumes;
        long length = content.length();
        this.partBytes = PartSize.of(length);
        this.parts = Math.toIntExact((length + partBytes - 1) / partBytes);
        this.held = SentFile.held(content, Math.min(partBytes, length));
    }

    @Override
    public synchronized Optional<Piece> next() {
        if (phase == Phase.NEW) {
            phase = Phase.BEGINNING;
            return Optional.of(new Piece(held, partBytes, () -> guarded(this::begin)));
        }
        if (phase != Phase.SENDING || handedOut == parts || isGone(current())) {
            return Optional.empty();
        }
        handedOut++;
        MultipartUpload to = current();
        return Optional.of(new Piece(held, partBytes, () -> guarded(() -> sendPart(to))));
    }

    @Override
    public synchronized boolean isDone() {
        return phase == Phase.DONE;
    }

    @Override
    public void close() {
        closeSource();
        MultipartUpload left;
        synchronized (this) {
            left = upload;
            upload = null;
            if (left != null && leavesParts) {
                left.done();
            }
        }
        if (left != null) {
            left.close();
        }
    }

    /** What fails for another reason than a missing answer would fail again: then no parts stay. */
    private void guarded(Piece.Work work) throws Exception {
        try {
            work.run();
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (Exception e) {
            synchronized (this) {
                leavesParts = false;
            }
            throw e;
        }
    }

    private void begin() throws Exception {
        boolean looks = looksForLeft;
        // Cut off, the server could have begun an upload that nobody aborts.
        Optional<MultipartUpload> found =
                CancelSignal.untilItsEnd(() -> looks ? puts.resume(key) : Optional.of(puts.begin(key)));
        if (found.isEmpty()) {
            reached(puts.there());
            return;
        }
        MultipartUpload begun = found.get();
        synchronized (this) {
            upload = begun;
        }
        PartSource opened = PartSource.of(content, partBytes, begun.resource());
        synchronized (this) {
            source = opened;
            handedOut = 1;
            ended = 0;
            phase = Phase.SENDING;
        }
        wake.run();
        sendPart(begun);
    }

    private void sendPart(MultipartUpload to) throws Exception {
        PartSource from = source();
        if (!isGone(to)) {
            sendNext(from, to);
        }
        if (!isLastEnded(to)) {
            return;
        }
        if (isGone(to)) {
            close();
            beginAgain(to, true);
        } else {
            from.requireWhole();
            complete(to);
        }
    }

    private void sendNext(PartSource from, MultipartUpload to) throws Exception {
        PartSource.Part part = from.next();
        long length = part.payload().length();
        try {
            if (!to.holds(part.number(), part.payload())) {
                send(to, part);
            }
        } catch (MlPlatformException e) {
            if (isGone(to)) {
                return;
            }
            throw e;
        }
        from.arrived(part);
        listener.transferred(length);
    }

    private void send(MultipartUpload to, PartSource.Part part) throws Exception {
        try (Requests.InFlight request = requests.request(to.resource(), TransferDirection.UP)) {
            // Ended, it could arrive behind the abort of the upload, and stay: only the end of the store cuts it off.
            CancelSignal.untilCutOff(() -> {
                to.send(part.number(), part.payload());
                return true;
            });
            request.succeeded(part.payload().length());
        }
    }

    private void complete(MultipartUpload to) throws Exception {
        closeSource();
        Optional<PutOutcome> outcome = puts.complete(to, condition);
        if (outcome.isPresent() && outcome.get() instanceof PutOutcome.Stored) {
            to.done();
        }
        synchronized (this) {
            leavesParts = false;
        }
        close();
        if (outcome.isPresent()) {
            reached(outcome.get());
            return;
        }
        beginAgain(to, false);
    }

    private void beginAgain(MultipartUpload after, boolean looks) {
        puts.conflicted(after.resource(), ++conflicts);
        synchronized (this) {
            phase = Phase.NEW;
            leavesParts = resumes;
            looksForLeft = looks;
        }
    }

    private void reached(PutOutcome outcome) throws Exception {
        end.reached(outcome);
        synchronized (this) {
            phase = Phase.DONE;
        }
    }

    /** Of all parts, or of those handed out by the time that the upload was gone. */
    private synchronized boolean isLastEnded(MultipartUpload to) {
        return ++ended == (isGone(to) ? handedOut : parts);
    }

    // Only who goes on with the uploads of others shares his own with them.
    private boolean isGone(MultipartUpload to) {
        return resumes && to.isGone();
    }

    private void closeSource() {
        PartSource read;
        synchronized (this) {
            read = source;
            source = null;
        }
        if (read != null) {
            read.close();
        }
    }

    private synchronized PartSource source() {
        if (source == null) {
            throw new IllegalStateException(key + ": a part was begun after the end");
        }
        return source;
    }

    private synchronized MultipartUpload current() {
        if (upload == null) {
            throw new IllegalStateException(key + ": a part was begun before the upload");
        }
        return upload;
    }
}
