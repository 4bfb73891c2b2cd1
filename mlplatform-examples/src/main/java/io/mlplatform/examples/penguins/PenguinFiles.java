package io.mlplatform.examples.penguins;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The Palmer penguins as a Hive-partitioned tree, {@code split=train|test/island=Biscoe|Dream|Torgersen/penguins.csv}.
 * The table comes with this class as {@code penguins.csv}, its authors and licence as {@code penguins-licence.txt}. No
 * cell of it is quoted or holds a comma.
 */
public final class PenguinFiles {

    /** The path of the one file in which the editions differ. */
    public static final String MISTAKEN = path(Split.TRAIN, "Dream");

    private static final int ISLAND = 1;
    private static final int BILL_LENGTH = 2;
    private static final int BILL_DEPTH = 3;

    private PenguinFiles() {}

    /**
     * Writes an edition into {@code folder}, which is made if need be, over the files of an earlier call. As Hive has
     * it, the island stands in the path and not in the table.
     */
    public static void write(Edition edition, Path folder) {
        try {
            for (Map.Entry<String, List<String>> table : tables(edition).entrySet()) {
                Path file = folder.resolve(table.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", table.getValue()) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the penguins could not be written into " + folder, e);
        }
    }

    private static Map<String, List<String>> tables(Edition edition) throws IOException {
        List<String> rows = rows();
        String header = withoutIsland(cells(rows.get(0)));
        Map<String, List<String>> tables = new TreeMap<>();
        for (int row = 1; row < rows.size(); row++) {
            List<String> cells = cells(rows.get(row));
            String path = path(Split.of(row), cells.get(ISLAND));
            if (edition == Edition.AS_FIRST_SENT && path.equals(MISTAKEN)) {
                Collections.swap(cells, BILL_LENGTH, BILL_DEPTH);
            }
            tables.computeIfAbsent(path, unseen -> new ArrayList<>(List.of(header)))
                    .add(withoutIsland(cells));
        }
        return tables;
    }

    private static List<String> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(PenguinFiles.class.getResourceAsStream("penguins.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static List<String> cells(String row) {
        return new ArrayList<>(List.of(row.split(",", -1)));
    }

    private static String withoutIsland(List<String> cells) {
        List<String> kept = new ArrayList<>(cells);
        kept.remove(ISLAND);
        return String.join(",", kept);
    }

    private static String path(Split split, String island) {
        return split.folder() + "/island=" + island + "/penguins.csv";
    }
}
