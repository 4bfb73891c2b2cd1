package io.mlplatform.internal.manifest;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a publish changes the version before it. An edit is applied to the version it was prepared from, and again to a
 * later one where other writers came first, if the two agree in all that the edit depends on.
 */
public record ManifestEdit(Mode mode, List<String> partitionBy, List<FileEntry> added, Set<String> deleted) {

    /** The ways of changing a version; the words of the format. */
    public enum Mode {
        /** Files are added; none is replaced. */
        APPEND("append"),
        /** The files are the whole of the version. */
        REPLACE("replace"),
        /** As {@link #REPLACE}, whatever others commit meanwhile: for versions that do not build on each other. */
        SUCCEED("replace"),
        /** Each partition that a file lies in holds just these files. */
        OVERWRITE_PARTITIONS("overwrite-partitions"),
        /** The named paths go. */
        DELETE("delete");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The edit applied to the version it was prepared from; {@code address} is named in refusals. */
    public Manifest applyTo(Manifest base, String address) {
        Map<String, FileEntry> files = new TreeMap<>(base.byPath());
        if (mode == Mode.DELETE) {
            requirePresent(base, address);
            files.keySet().removeAll(deleted);
            return Manifest.of(partitionBy, files.values());
        }
        Set<List<Optional<String>>> partitions = partitions();
        files.keySet()
                .removeIf(path -> mode == Mode.REPLACE
                        || mode == Mode.SUCCEED
                        || mode == Mode.OVERWRITE_PARTITIONS
                                && partitions.contains(PartitionPath.values(path, partitionBy)));
        for (FileEntry entry : added) {
            FileEntry present = files.get(entry.path());
            if (present != null && !present.sameContent(entry)) {
                throw new AlreadyExistsException(
                        address,
                        "'" + entry.path() + "' is there with other bytes, and an append replaces nothing: "
                                + "publish with replace() or overwritePartitions()");
            }
            if (present == null) {
                files.put(
                        entry.path(),
                        base.find(entry.path()).filter(entry::sameContent).orElse(entry));
            }
        }
        PathCollisions.refuse(files.keySet());
        return Manifest.of(partitionBy, files.values());
    }

    /**
     * The edit applied to {@code latest}, which came after the {@code base} it was prepared from.
     *
     * @throws ConflictException the two differ in what the edit depends on
     */
    public Manifest rebase(Manifest base, Manifest latest, String address) {
        List<String> lost = new ArrayList<>(Difference.between(base, latest).paths());
        Set<List<Optional<String>>> partitions = partitions();
        Set<String> addedPaths = new HashSet<>();
        added.forEach(entry -> addedPaths.add(entry.path()));
        lost.removeIf(path -> !inScope(path, addedPaths, partitions) || addedEqually(path, latest));
        if (!lost.isEmpty()) {
            throw new ConflictException(
                    address,
                    "another writer changed " + shown(lost) + " since this " + mode.word()
                            + " was prepared: look at the latest version, and publish again on it");
        }
        return applyTo(latest, address);
    }

    private boolean inScope(String path, Set<String> addedPaths, Set<List<Optional<String>>> partitions) {
        return switch (mode) {
            case APPEND -> addedPaths.contains(path);
            case REPLACE -> true;
            case SUCCEED -> false;
            case OVERWRITE_PARTITIONS -> partitions.contains(PartitionPath.values(path, partitionBy));
            case DELETE -> deleted.contains(path);
        };
    }

    private boolean addedEqually(String path, Manifest latest) {
        return mode == Mode.APPEND
                && latest.find(path)
                        .map(there -> added.stream().anyMatch(there::sameContent))
                        .orElse(false);
    }

    private Set<List<Optional<String>>> partitions() {
        Set<List<Optional<String>>> partitions = new HashSet<>();
        if (mode == Mode.OVERWRITE_PARTITIONS) {
            added.forEach(entry -> partitions.add(PartitionPath.values(entry.path(), partitionBy)));
        }
        return partitions;
    }

    private void requirePresent(Manifest base, String address) {
        List<String> missing =
                deleted.stream().filter(path -> base.find(path).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new NotFoundException(
                    address, "cannot delete " + shown(missing) + ", which the version does not have: check the paths");
        }
    }

    private static String shown(Collection<String> paths) {
        List<String> first = paths.stream().limit(3).toList();
        return "'" + String.join("', '", first) + "'"
                + (paths.size() > first.size() ? " and " + (paths.size() - first.size()) + " more" : "");
    }
}
