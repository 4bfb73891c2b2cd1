package io.mlplatform.store;

import io.mlplatform.internal.PlainLocation;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens folders of local disks: {@code file:///data/lake}. Public only because ServiceLoader asks for it. */
public final class FileStoreProvider implements StoreProvider {

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public StoreLocation open(URI location) {
        return new StoreLocation(LocalStore.open(folder(location), Clock.systemUTC()), "");
    }

    @Override
    public StoreLocation open(URI location, StoreLocation beside, Optional<String> account) {
        return open(location);
    }

    @Override
    public StoreLocation ownedBy(StoreLocation opened, String account) {
        return opened;
    }

    private static Path folder(URI location) {
        try {
            return Path.of(location);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException(
                    "not an absolute folder, write file:///folder: " + PlainLocation.of(location.toString()) + " ("
                            + e.getMessage() + ")",
                    e);
        }
    }
}
