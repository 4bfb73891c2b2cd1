package io.mlplatform.s3;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** A client made at its first use: finding a region or credentials may ask the network, and opening a store must not. */
final class OwnedClient {

    private final S3Settings settings;
    private final Runnable slowDown;
    private Optional<S3Clients> clients = Optional.empty();
    private boolean closed;

    /** @param slowDown called when the server asks for it */
    OwnedClient(S3Settings settings, Runnable slowDown) {
        this.settings = settings;
        this.slowDown = slowDown;
    }

    synchronized S3Client get() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (clients.isEmpty()) {
            clients = Optional.of(new S3Clients(settings, slowDown));
        }
        return clients.get().s3();
    }

    synchronized void close() {
        closed = true;
        clients.ifPresent(S3Clients::close);
    }
}
