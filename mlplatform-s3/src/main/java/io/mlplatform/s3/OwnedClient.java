package io.mlplatform.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** A client made at its first use: finding a region or credentials may ask the network, and opening a store must not. */
final class OwnedClient implements ClientSource {

    private final S3Settings settings;
    private final Runnable slowDown;
    private Optional<S3Clients> clients = Optional.empty();
    private boolean closed;

    /** @param slowDown called when the server asks for it */
    OwnedClient(S3Settings settings, Runnable slowDown) {
        this.settings = settings;
        this.slowDown = slowDown;
    }

    @Override
    public synchronized S3Client client() {
        return clients().s3();
    }

    @Override
    public synchronized Optional<AwsCredentialsProvider> credentials() {
        return Optional.of(clients().credentials());
    }

    private S3Clients clients() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (clients.isEmpty()) {
            clients = Optional.of(new S3Clients(settings, slowDown));
        }
        return clients.get();
    }

    synchronized void close() {
        closed = true;
        clients.ifPresent(S3Clients::close);
    }
}
