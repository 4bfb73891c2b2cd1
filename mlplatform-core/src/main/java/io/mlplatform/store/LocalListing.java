package io.mlplatform.store;

import io.mlplatform.internal.Utf8;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One page of a listing, read from folders. Names are queued in key order and looked at only when their turn comes, so
 * that a page costs as many looks as it has entries, however full the folder is.
 */
final class LocalListing {

    /** A key, or with a slash at its end a folder, that may hold what is asked for. */
    private record Candidate(String name, boolean folder) {}

    private static final Comparator<Candidate> KEY_ORDER = Comparator.comparing(Candidate::name, Utf8.ORDER);

    private final LocalPaths paths;
    private final String prefix;
    private final String startAfter;

    /** From the folder of the prefix down to the one being read. */
    private final Deque<PriorityQueue<Candidate>> open = new ArrayDeque<>();

    private LocalListing(LocalPaths paths, String prefix, String startAfter) throws IOException {
        this.paths = paths;
        this.prefix = prefix;
        this.startAfter = startAfter;
        paths.requireReadable(prefix);
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        if (paths.folder(folder).isPresent()) {
            enter(folder);
        }
    }

    /** As {@link ObjectStore#list}. */
    static Listing page(LocalPaths paths, String prefix, String startAfter, Delimiter delimiter, int max, Instant date)
            throws IOException {
        LocalListing listing = new LocalListing(paths, prefix, startAfter);
        List<ObjectInfo> objects = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        String last = startAfter;
        for (Optional<ObjectInfo> next = listing.next(); next.isPresent(); next = listing.next()) {
            if (objects.size() + folders.size() == max) {
                return new Listing(objects, folders, Optional.of(last), date);
            }
            String key = next.get().key().value();
            int slash = delimiter == Delimiter.SLASH ? key.indexOf('/', prefix.length()) : -1;
            if (slash < 0) {
                objects.add(next.get());
                last = key;
            } else {
                folders.add(key.substring(0, slash + 1));
                last = key.substring(0, slash + 1) + Listing.FOLDER_END;
                listing.leaveFolders();
            }
        }
        return new Listing(objects, folders, Optional.empty(), date);
    }

    private Optional<ObjectInfo> next() throws IOException {
        while (!open.isEmpty()) {
            Candidate candidate = open.getLast().poll();
            if (candidate == null) {
                open.removeLast();
            } else if (candidate.folder) {
                enter(candidate.name);
            } else {
                Optional<ObjectInfo> found = look(candidate.name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Goes back to the folder of the prefix. */
    private void leaveFolders() {
        while (open.size() > 1) {
            open.removeLast();
        }
    }

    /** The object of that name; a folder goes back into the queue, as its slash may sort it behind other names. */
    private Optional<ObjectInfo> look(String name) throws IOException {
        Optional<BasicFileAttributes> found = LocalPaths.attributes(paths.root().resolve(name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().isDirectory()) {
            open.getLast().add(new Candidate(name + "/", true));
            return Optional.empty();
        }
        if (!found.get().isRegularFile() || Utf8.ORDER.compare(name, startAfter) <= 0) {
            return Optional.empty();
        }
        return key(name).map(key -> LocalPaths.info(key, found.get()));
    }

    // A file that others left under a name that is no key is no object.
    private static Optional<ObjectKey> key(String name) {
        try {
            return Optional.of(ObjectKey.of(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void enter(String folder) throws IOException {
        PriorityQueue<Candidate> queue = new PriorityQueue<>(KEY_ORDER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(paths.root().resolve(folder))) {
            for (Path file : files) {
                String name = folder + file.getFileName();
                if (name.startsWith(prefix) && !name.equals(LocalPaths.WORK)) {
                    paths.requireReadable(name);
                    if (mayFollow(name)) {
                        queue.add(new Candidate(name, false));
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        open.addLast(queue);
    }

    /** True where the key, or if it is a folder a key in it, sorts after the start. */
    private boolean mayFollow(String name) {
        String folder = name + "/";
        return Utf8.ORDER.compare(folder, startAfter) > 0 || startAfter.startsWith(folder);
    }
}
