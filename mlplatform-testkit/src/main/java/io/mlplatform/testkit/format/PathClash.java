package io.mlplatform.testkit.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for an added path that a case-blind file system could not hold beside its neighbours. */
final class PathClash {
    private PathClash() {}

    /** The first clash between an added path and another of {@code rows}, in words. */
    static Optional<String> find(List<FileRow> rows, Set<FileRow> added) {
        Map<String, FileRow> files = new HashMap<>();
        Set<String> foldersOfAll = new HashSet<>();
        Set<String> foldersOfAdded = new HashSet<>();
        for (FileRow row : rows) {
            String folded = fold(row.path());
            FileRow other = files.put(folded, row);
            if (other != null && !other.path().equals(row.path()) && (added.contains(row) || added.contains(other))) {
                return Optional.of(other.path() + " and " + row.path() + " differ by case only");
            }
            for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
                foldersOfAll.add(folded.substring(0, slash));
                if (added.contains(row)) {
                    foldersOfAdded.add(folded.substring(0, slash));
                }
            }
        }
        return files.entrySet().stream()
                .filter(file -> foldersOfAdded.contains(file.getKey())
                        || added.contains(file.getValue()) && foldersOfAll.contains(file.getKey()))
                .map(file -> file.getValue().path() + " is a file and a folder")
                .findFirst();
    }

    /** Simple case folding, code point by code point. */
    private static String fold(String path) {
        StringBuilder folded = new StringBuilder(path.length());
        // Simple folding has no mapping for the two Turkic letters i, which Java's mappings join to the others.
        path.codePoints()
                .forEach(c -> folded.appendCodePoint(
                        c == 0x130 || c == 0x131 ? c : Character.toLowerCase(Character.toUpperCase(c))));
        return folded.toString();
    }
}
