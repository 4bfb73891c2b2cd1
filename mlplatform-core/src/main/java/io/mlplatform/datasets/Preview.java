package io.mlplatform.datasets;

import io.mlplatform.internal.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a CSV file.
 *
 * @param header the first line's fields
 * @param rows the lines behind it
 * @param more true where the file goes on
 */
public record Preview(List<String> header, List<List<String>> rows, boolean more) {

    private static final int MAX_WIDTH = 24;

    public Preview {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The rows as a table, long fields cut. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = widths(lines, columns);
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                String field = cut(line.get(column));
                table.append(field);
                if (column + 1 < columns) {
                    table.append(" ".repeat(widths[column] - field.length() + 2));
                }
            }
            table.append('\n');
        }
        return table.append(more ? "…" : "").toString().stripTrailing();
    }

    private static int[] widths(List<List<String>> lines, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                widths[column] = Math.max(widths[column], cut(line.get(column)).length());
            }
        }
        return widths;
    }

    private static String cut(String field) {
        String line = Printable.line(field.replace('\n', ' ').replace('\r', ' '));
        return line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH - 1) + "…";
    }
}
