package io.mlplatform.internal.transfer;

import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferMetrics;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.TransferResult;
import java.time.Duration;
import java.util.function.LongSupplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells Flight Recorder, and whoever else listens, of requests and files as they end. Events are made only where somebody has
 * begun to record in this JVM: the first one sets Flight Recorder up, which takes longer than many small transfers. Thread-safe.
 */
public final class Requests {

    private static final ThreadLocal<InFlight> CURRENT = new ThreadLocal<>();

    private final TransferMetrics metrics;
    private final LongSupplier nanos;

    /** @param nanos a clock that only runs forward */
    public Requests(TransferMetrics metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** Tells Flight Recorder only. */
    public static Requests recorded() {
        return new Requests(TransferMetrics.SILENT, () -> 0L);
    }

    /** A request that begins now; of one thread. */
    public InFlight request(String resource, TransferDirection direction) {
        return new InFlight(resource, direction);
    }

    /** The request that this thread is at, if it tells of one, was repeated so often so far. */
    public static void retriedInThisThread(int times) {
        InFlight request = CURRENT.get();
        if (request != null) {
            request.retried(times);
        }
    }

    /** A request that never began, as only another client can send it. */
    public void leftToSdk(String resource, TransferDirection direction) {
        try (InFlight request = request(resource, direction)) {
            request.leftToSdk();
        }
    }

    /** A file whose first request begins now. */
    public File file(String resource, TransferDirection direction) {
        return new File(resource, direction);
    }

    /** A request that has not ended; closing it without a result is its failure. */
    public final class InFlight implements AutoCloseable {

        private final String resource;
        private final TransferDirection direction;
        private final @Nullable TransferRequestEvent event =
                FlightRecorder.isInitialized() ? new TransferRequestEvent() : null;
        private final boolean hedge = CancelSignal.current().isHedge();
        private final long began = nanos.getAsLong();
        private final @Nullable InFlight around = CURRENT.get();
        private TransferResult result = TransferResult.FAILED;
        private long bytes;
        private int retries;

        private InFlight(String resource, TransferDirection direction) {
            this.resource = resource;
            this.direction = direction;
            CURRENT.set(this);
            if (event != null) {
                event.begin();
            }
        }

        /** It was repeated so often so far. */
        public void retried(int times) {
            retries = times;
        }

        /** It ends well, with so many bytes of content. */
        public void succeeded(long count) {
            result = hedge ? TransferResult.DONE_BY_HEDGE : TransferResult.DONE;
            bytes = count;
        }

        /** Its answer is not understood, and another client asks again. */
        public void leftToSdk() {
            result = TransferResult.LEFT_TO_SDK;
        }

        @Override
        public void close() {
            if (around == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(around);
            }
            if (event != null) {
                record(event);
            }
            Duration duration = Duration.ofNanos(nanos.getAsLong() - began);
            metrics.finished(new TransferRequest(resource, direction, bytes, duration, retries, result));
        }

        private void record(TransferRequestEvent event) {
            event.end();
            if (event.shouldCommit()) {
                event.resource = resource;
                event.direction = direction.name();
                event.bytes = bytes;
                event.leftToSdk = result == TransferResult.LEFT_TO_SDK;
                event.retries = retries;
                event.hedged = hedge;
                event.succeeded = result != TransferResult.FAILED && !event.leftToSdk;
                event.commit();
            }
        }
    }

    /** A file under way. */
    public static final class File {

        private final String resource;
        private final TransferDirection direction;
        private final @Nullable TransferFileEvent event =
                FlightRecorder.isInitialized() ? new TransferFileEvent() : null;

        private File(String resource, TransferDirection direction) {
            this.resource = resource;
            this.direction = direction;
            if (event != null) {
                event.begin();
            }
        }

        /** It is in place, with so many bytes. */
        public void finished(long bytes) {
            if (event != null) {
                record(event, bytes);
            }
        }

        private void record(TransferFileEvent event, long bytes) {
            event.end();
            if (event.shouldCommit()) {
                event.resource = resource;
                event.direction = direction.name();
                event.bytes = bytes;
                event.commit();
            }
        }
    }
}
