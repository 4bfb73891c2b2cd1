package io.mlplatform.s3;

import io.mlplatform.internal.DaemonThreads;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * The SDK's transfer managers of a store, made at the first use. There may be two: asked for a whole object, the client that
 * sends parts asks for the object's parts by number, which few servers but AWS's know. Thread-safe.
 */
final class ManagedClient implements AutoCloseable {

    /** The managers. */
    record Managers(S3TransferManager up, S3TransferManager down) {}

    private final S3Settings settings;
    private final AsyncEngine engine;
    private final Runnable slowDown;
    private final ExecutorService readers;
    private Optional<S3Clients> clients = Optional.empty();
    private Optional<Managers> managers = Optional.empty();
    private boolean closed;

    /** @param slowDown called when the server asks for it */
    ManagedClient(S3Settings settings, AsyncEngine engine, Runnable slowDown) {
        this.settings = settings;
        this.engine = engine;
        this.slowDown = slowDown;
        this.readers = DaemonThreads.pool("mlplatform-s3-managed", settings.parallelism());
    }

    synchronized Managers get() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (managers.isEmpty()) {
            S3Clients made = new S3Clients(settings, slowDown);
            clients = Optional.of(made);
            managers = Optional.of(made.managers(engine));
        }
        return managers.get();
    }

    /** The threads that read what is sent. */
    ExecutorService readers() {
        return readers;
    }

    AsyncEngine engine() {
        return engine;
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.ifPresent(S3Clients::close);
        readers.shutdownNow();
    }
}
