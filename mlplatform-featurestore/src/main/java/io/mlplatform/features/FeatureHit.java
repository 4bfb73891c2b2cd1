package io.mlplatform.features;

import io.mlplatform.internal.Printable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A group that a search found.
 *
 * @param latest the number of its newest version; 0 where nothing was ingested yet
 * @param columns those that the query is about, in the group's order; none where it is about the group as a whole
 */
public record FeatureHit(FeatureGroup group, long latest, List<FeatureColumn> columns) {

    public FeatureHit {
        columns = List.copyOf(columns);
    }

    /** The columns' names and types. */
    String columnsLine() {
        return columns.stream().map(FeatureColumn::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return group.name()
                + (latest == 0 ? "" : "@" + latest)
                + (columns.isEmpty() ? "" : " " + columnsLine())
                + (group.description().isEmpty() ? "" : ": " + Printable.line(group.description()));
    }
}
