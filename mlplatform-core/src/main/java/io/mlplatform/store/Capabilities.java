package io.mlplatform.store;

/**
 * What a backend promises. One that lacks conditional puts or ordered listings is refused for writing; the log checks
 * the promise in use as well.
 *
 * @param putIfAbsent {@link PutCondition.IfAbsent} has one winner
 * @param putIfMatch {@link PutCondition.IfMatch} is honoured
 * @param orderedListing pages come in UTF-8 byte order
 */
public record Capabilities(boolean putIfAbsent, boolean putIfMatch, boolean orderedListing) {

    /** All that the format stands on. */
    public static final Capabilities FULL = new Capabilities(true, true, true);
}
