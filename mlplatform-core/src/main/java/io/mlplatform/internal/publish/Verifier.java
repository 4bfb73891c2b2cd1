package io.mlplatform.internal.publish;

import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Reads every byte of a version and holds it against the manifest. */
final class Verifier {

    private static final int BATCH = 1_024;

    private Verifier() {}

    /** What is wrong, a line a file, in path order; empty where all is well. */
    static List<String> problems(EntityRoom room, Manifest manifest) {
        List<String> problems = new ArrayList<>();
        try (Stream<FileEntry> entries = manifest.entries(EntryFilter.all())) {
            collect(room, entries.iterator(), problems);
        }
        return problems;
    }

    private static void collect(EntityRoom room, Iterator<FileEntry> entries, List<String> problems) {
        long inPlace = 0;
        while (entries.hasNext()) {
            List<Callable<Optional<String>>> checks = new ArrayList<>();
            while (entries.hasNext() && checks.size() < BATCH) {
                FileEntry entry = entries.next();
                inPlace += entry.isInPlace() ? 1 : 0;
                checks.add(() -> problem(room, entry));
            }
            Parallel.call(room.context().executor(), room.log().address(), checks)
                    .forEach(problem -> problem.ifPresent(problems::add));
        }
        if (inPlace > 0) {
            problems.add(inPlace + " files are registered in place, and were held to their etag and size only: nothing"
                    + " tells whether their bytes are those that were meant");
        }
    }

    private static Optional<String> problem(EntityRoom room, FileEntry entry) {
        try {
            return entry.bytes() instanceof FileBytes.InPlace inPlace
                    ? InPlaceFiles.problem(room, entry, inPlace).map(problem -> entry.path() + ": " + problem)
                    : readToItsEnd(room, entry);
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (MlPlatformException e) {
            return Optional.of(entry.path() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    room.log().address(), "'" + entry.path() + "' could not be read: call again", e);
        }
    }

    private static Optional<String> readToItsEnd(EntityRoom room, FileEntry entry) throws IOException {
        try (InputStream in = FileOpener.open(room, entry)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Optional.empty();
    }
}
