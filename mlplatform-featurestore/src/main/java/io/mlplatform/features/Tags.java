package io.mlplatform.features;

import io.mlplatform.internal.Utf8;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks tags, as groups and their columns have them. */
final class Tags {

    private static final int MOST = 64;
    private static final int MOST_NAME = 128;
    private static final int MOST_VALUE = 256;

    private Tags() {}

    /** The tags in order of name, unmodifiable. */
    static SortedMap<String, String> of(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw new IllegalArgumentException(tags.size() + " tags: " + MOST + " are the most");
        }
        tags.forEach((name, value) -> {
            require(name, 1, MOST_NAME, name);
            require(name, 0, MOST_VALUE, value);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    private static void require(String tag, int least, int most, String text) {
        if (text.length() < least || text.length() > most || !Utf8.isWellFormed(text)) {
            throw new IllegalArgumentException("not a tag: '" + tag + "': a name has 1 to " + MOST_NAME
                    + " characters of Unicode, a value at most " + MOST_VALUE);
        }
    }
}
