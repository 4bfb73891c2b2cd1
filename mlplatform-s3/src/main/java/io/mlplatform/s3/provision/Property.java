package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One property of a bucket or role, as items that are compared one by one. What is there besides and is not the
 * platform's stays.
 *
 * @param <R> what has the property
 * @param <V> what an item is; its {@code toString} is what reviewers read
 */
interface Property<R extends Resource, V> {

    /** Such as {@code versioning}. */
    String name();

    /** What of it the server lacks though the layout asks for it; what is left of it is in {@link #desired}. */
    Optional<String> gap(R resource);

    /** What the layout asks for; where that is nothing, the property is left alone. */
    SortedMap<String, V> desired(R resource);

    /** What is there: a request or two. */
    SortedMap<String, V> found(R resource);

    /** Which way an item moves; one side may be empty, not both. */
    ChangeKind kind(R resource, String item, Optional<V> from, Optional<V> to);

    /** True for an item that is there, is not desired, and is to go. */
    boolean isOurs(String item);

    /** Sets all of it: one request. */
    void set(R resource, SortedMap<String, V> items);

    /** What is there of others and would do harm. */
    List<String> dangers(R resource, SortedMap<String, V> found);
}
