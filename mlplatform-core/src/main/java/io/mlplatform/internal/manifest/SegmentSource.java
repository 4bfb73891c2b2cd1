package io.mlplatform.internal.manifest;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Where a manifest's segments are read from: a store, or memory. Thread-safe. */
interface SegmentSource {

    /** A segment's entries, in order of path; one GET at most. */
    List<FileEntry> entries(Row segment);

    /** A segment's entry of that path; one GET at most. */
    Optional<FileEntry> find(Row segment, String path);

    /** The rows of an index node, in order; one GET at most. */
    List<Row> segments(Row node);

    /** The results of these reads in their order, some of those to come being under way already; closing ends these. */
    <T> Stream<T> ahead(Iterator<Callable<T>> reads);
}
