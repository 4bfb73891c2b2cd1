package io.mlplatform.internal.reading;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Pause;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.Optional;

/**
 * The object that holds a file of a version, read in ranges that are all of one object: the first answer's tag is asked for
 * from then on, and its size is the manifest's. Thread-safe.
 */
public final class StoredFile {

    // Of a request where a file is written whole: each may break off as often as any.
    private static final long WRITTEN_BYTES = 64 << 20;
    private static final String REMEDY = "restore it, or use another version";

    private final ObjectStore store;
    private final ObjectKey key;
    private final long size;
    private final Optional<Digest> sha256;
    private final Runnable gone;
    private final int resends;
    private final Pause pause;
    private final Object pinning = new Object();
    private volatile Optional<String> tag;

    /**
     * @param sha256 of the whole, where it is known
     * @param tag of the object, where it is known
     * @param gone called where the object is not there: throws if that is to be told otherwise
     * @param resends how often a body that breaks off is asked for again
     */
    public StoredFile(
            ObjectStore store,
            ObjectKey key,
            long size,
            Optional<Digest> sha256,
            Optional<String> tag,
            Runnable gone,
            int resends,
            Pause pause) {
        this.store = store;
        this.key = key;
        this.size = size;
        this.sha256 = sha256;
        this.tag = tag;
        this.gone = gone;
        this.resends = resends;
        this.pause = pause;
    }

    String resource() {
        return store.location() + "/" + key;
    }

    long size() {
        return size;
    }

    Optional<Digest> sha256() {
        return sha256;
    }

    /** Takes all bytes of a range that lies in the file. A body that breaks off is asked for again from where it did. */
    void fetch(ByteRange range, BodyReader landing) {
        long end = range.offset() + range.length();
        long position = range.offset();
        for (int attempt = 1; ; attempt++) {
            Body body = new Body(open(ByteRange.of(position, end - position)), position, end);
            Optional<Exception> broken = body.drain(landing);
            position = body.position;
            if (position == end) {
                return;
            }
            if (attempt > resends || CancelSignal.current().isCancelled()) {
                throw new StorageUnavailableException(
                        resource(),
                        "could not be read: "
                                + broken.map(Exception::getMessage).orElse("it ended early") + ": call again",
                        broken.orElse(null));
            }
            await(attempt);
        }
    }

    /**
     * Writes the whole file to the beginning of another.
     *
     * @throws IOException that one could not be written
     */
    public void writeTo(FileChannel file) throws IOException {
        if (size == 0) {
            close(open(ByteRange.ALL));
        }
        DiskReader reader = new DiskReader(file);
        try {
            for (long from = 0; from < size; from += WRITTEN_BYTES) {
                fetch(ByteRange.of(from, Math.min(WRITTEN_BYTES, size - from)), reader);
            }
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause(), "it wraps the cause");
        }
    }

    private GetOutcome.Found open(ByteRange range) {
        Optional<String> known = tag;
        if (known.isPresent()) {
            return get(range, GetCondition.ifMatch(known.get()));
        }
        // Until one answer says which object it is, all others wait for that: they ask for its tag.
        synchronized (pinning) {
            return get(range, tag.map(GetCondition::ifMatch).orElseGet(GetCondition::always));
        }
    }

    private GetOutcome.Found get(ByteRange range, GetCondition condition) {
        boolean whole = range.offset() == 0 && range.length() == size;
        GetOutcome outcome = store.get(key, whole ? ByteRange.ALL : range, condition);
        if (outcome instanceof GetOutcome.Absent) {
            gone.run();
            throw new DataCorruptException(resource(), "is gone, and the version names it: " + REMEDY);
        }
        if (!(outcome instanceof GetOutcome.Found found)) {
            throw replaced();
        }
        boolean meant = false;
        try {
            pin(found.info());
            meant = true;
            return found;
        } finally {
            if (!meant) {
                close(found);
            }
        }
    }

    private void pin(ObjectInfo info) {
        if (info.size() != size) {
            throw new DataCorruptException(
                    resource(),
                    "it has " + info.size() + " bytes where the version says " + size
                            + ": it was changed in the store; " + REMEDY);
        }
        if (tag.isPresent() && !tag.get().equals(info.etag())) {
            throw replaced();
        }
        tag = Optional.of(info.etag());
    }

    private DataCorruptException replaced() {
        return new DataCorruptException(resource(), "was replaced since it was first read or registered: " + REMEDY);
    }

    private void await(int attempt) {
        try {
            pause.before(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private StorageUnavailableException interrupted() {
        return new StorageUnavailableException(resource(), "the call was interrupted: call again");
    }

    private void close(GetOutcome.Found found) {
        try {
            found.close();
        } catch (IOException e) {
            throw new StorageUnavailableException(resource(), "could not be read: call again", e);
        }
    }

    /** One answer's bytes, up to where it breaks off. */
    private final class Body {

        private final GetOutcome.Found found;
        private final long end;
        private long position;

        Body(GetOutcome.Found found, long position, long end) {
            this.found = found;
            this.position = position;
            this.end = end;
        }

        /** What broke it off, if it was that. */
        Optional<Exception> drain(BodyReader landing) {
            try (found) {
                while (position < end) {
                    if (Thread.currentThread().isInterrupted()
                            || CancelSignal.current().isCancelled()) {
                        throw interrupted();
                    }
                    int count = landing.take(found.body(), position, end - position);
                    if (count < 0) {
                        return Optional.empty();
                    }
                    position += count;
                }
                return Optional.empty();
            } catch (IOException | StorageUnavailableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted();
                }
                return Optional.of(e);
            }
        }
    }
}
