package io.mlplatform.internal.manifest;

import java.util.List;
import java.util.Optional;

/** The partition values of paths that come in order: decoded once a partition, not once a path. Not thread-safe. */
final class PartitionValues {

    private final List<String> columns;
    private List<Optional<String>> values = List.of();
    private String folder = "";

    PartitionValues(List<String> columns) {
        this.columns = columns;
    }

    /** The values of the columns in {@code path}; see {@link PartitionPath#values} for what it refuses. */
    List<Optional<String>> of(String path) {
        if (columns.isEmpty() || !folder.isEmpty() && path.startsWith(folder)) {
            return values;
        }
        values = List.copyOf(PartitionPath.values(path, columns));
        folder = PartitionPath.folder(path, columns.size());
        return values;
    }

    /** The value of one of the columns in {@code path}. */
    Optional<String> of(String path, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("'" + column + "' is no partition column: there are " + columns);
        }
        return of(path).get(index);
    }
}
