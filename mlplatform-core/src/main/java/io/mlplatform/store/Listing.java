package io.mlplatform.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing, in the order of UTF-8 bytes.
 *
 * @param objects the keys of this page
 * @param folders with {@link Delimiter#SLASH}: the prefixes that hold deeper keys, each ending in {@code /}
 * @param next pass it as {@code startAfter} to get the next page; empty on the last
 * @param date the store's clock when it answered
 */
public record Listing(List<ObjectInfo> objects, List<String> folders, Optional<String> next, Instant date) {

    /** Placed behind a folder to step over all that it holds: no key has this character behind a {@code /}. */
    public static final String FOLDER_END = "\uDBFF\uDFFF";

    public Listing {
        objects = List.copyOf(objects);
        folders = List.copyOf(folders);
    }
}
