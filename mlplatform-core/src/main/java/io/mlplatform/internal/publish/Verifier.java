package io.mlplatform.internal.publish;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads every byte of a version and holds it against the manifest. */
final class Verifier {

    private Verifier() {}

    /** What is wrong, a line a file, in path order; empty where all is well. */
    static List<String> problems(EntityRoom room, Manifest manifest) {
        List<Callable<Optional<String>>> checks = manifest.entries().stream()
                .<Callable<Optional<String>>>map(entry -> () -> problem(room, entry))
                .toList();
        return Parallel.call(room.context().executor(), room.log().address(), checks).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(EntityRoom room, FileEntry entry) {
        try (InputStream in = FileOpener.open(room, entry)) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (MlPlatformException e) {
            return Optional.of(entry.path() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    room.log().address(), "'" + entry.path() + "' could not be read: call again", e);
        }
    }
}
