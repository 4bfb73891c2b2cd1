package io.mlplatform.internal.reading;

import io.mlplatform.MlPlatformException;
import io.mlplatform.internal.transfer.CancelSignal;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The reads of one channel, which its closing ends, in whatever threads they are. Thread-safe. */
final class ReadsUnderWay {

    /** What one of them does; of its own signal where it has several threads. */
    @FunctionalInterface
    interface Read<T> {
        T run(CancelSignal signal) throws Exception;
    }

    private final Set<CancelSignal> signals = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Runs a read; whatever it has begun in other threads ends where it fails. */
    <T> T run(Read<T> read) throws IOException {
        CancelSignal signal = begin();
        CancelSignal.current().onCancel(signal::cancel);
        try {
            return signal.run(() -> read.run(signal));
        } catch (MlPlatformException e) {
            signal.cancel();
            if (closed) {
                throw asynchronouslyClosed(e);
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            signal.cancel();
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a read fails in one of the known ways", e);
        } finally {
            end(signal);
        }
    }

    /** A signal that closing gives, until it has ended. */
    CancelSignal begin() throws ClosedChannelException {
        CancelSignal signal = new CancelSignal();
        signals.add(signal);
        if (closed) {
            signals.remove(signal);
            throw new ClosedChannelException();
        }
        return signal;
    }

    void end(CancelSignal signal) {
        signals.remove(signal);
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        signals.forEach(CancelSignal::cancel);
    }

    private static IOException asynchronouslyClosed(MlPlatformException cause) {
        AsynchronousCloseException closed = new AsynchronousCloseException();
        closed.initCause(cause);
        return closed;
    }
}
