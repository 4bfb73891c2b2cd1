package io.mlplatform.internal.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Paths that cannot lie beside each other in one folder of every file system: equal but for case, or one a folder of the
 * other.
 */
public final class PathCollisions {

    private static final int SHOWN = 5;
    private static final int EXPECTED = 1_000;
    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int DOTLESS_SMALL_I = 0x131;

    private PathCollisions() {}

    /** The colliding pairs, each in a few words; empty where there are none. */
    public static List<String> among(Collection<String> paths) {
        FoldedPaths quick = new FoldedPaths(paths.size() * 2);
        return paths.stream().allMatch(quick::add) ? List.of() : named(paths);
    }

    /** As {@link #among(Collection)}; none of them is held where they do not seem to collide. */
    public static List<String> among(Supplier<Stream<String>> paths) {
        FoldedPaths quick = new FoldedPaths(EXPECTED);
        try (Stream<String> each = paths.get()) {
            if (each.allMatch(quick::add)) {
                return List.of();
            }
        }
        try (Stream<String> all = paths.get()) {
            return named(all.toList());
        }
    }

    private static List<String> named(Collection<String> paths) {
        List<String> pairs = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (String path : paths) {
            String other = files.putIfAbsent(folded(path), path);
            if (other != null) {
                pairs.add("'" + other + "' and '" + path + "' are equal but for case");
            }
        }
        Map<String, String> folders = new HashMap<>();
        for (String path : paths) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                String spelled = folders.putIfAbsent(folded(folder), folder);
                if (spelled != null && !spelled.equals(folder)) {
                    pairs.add("folders '" + spelled + "' and '" + folder + "' are equal but for case");
                    continue;
                }
                String file = spelled == null ? files.get(folded(folder)) : null;
                if (file != null) {
                    pairs.add("'" + file + "' is a file and a folder of '" + path + "'");
                }
            }
        }
        return pairs;
    }

    /** Refuses colliding paths, naming the first pairs. */
    public static void refuse(Collection<String> paths) {
        List<String> pairs = among(paths);
        if (!pairs.isEmpty()) {
            throw new IllegalArgumentException("paths collide: "
                    + String.join("; ", pairs.subList(0, Math.min(SHOWN, pairs.size())))
                    + (pairs.size() > SHOWN ? "; and " + (pairs.size() - SHOWN) + " more" : "")
                    + ": rename one of each pair, since not every file system can hold both");
        }
    }

    private static String folded(String path) {
        return path.codePoints()
                .map(PathCollisions::folded)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    // Simple case folding: upper then lower case meets all one-to-one mappings, but for the Turkic i, which it leaves
    // alone.
    static int folded(int c) {
        return c == DOTTED_CAPITAL_I || c == DOTLESS_SMALL_I ? c : Character.toLowerCase(Character.toUpperCase(c));
    }
}
