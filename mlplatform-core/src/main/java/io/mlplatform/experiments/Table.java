package io.mlplatform.experiments;

import io.mlplatform.internal.Printable;
import java.util.ArrayList;
import java.util.List;

/** Text in columns; long cells and many rows are cut for the eye. */
final class Table {

    private static final int MOST_ROWS = 50;
    private static final int WIDEST = 40;

    private final List<List<String>> rows = new ArrayList<>();
    private int cut;

    Table(List<String> header) {
        rows.add(header);
    }

    void add(List<String> cells) {
        if (rows.size() > MOST_ROWS) {
            cut++;
        } else {
            rows.add(cells);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = cell(row, column);
                line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return cut == 0
                ? text.toString()
                : text.append("and ").append(cut).append(" more\n").toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> cell(row, column).length()).max().orElse(0);
    }

    private static String cell(List<String> row, int column) {
        String cell = Printable.line(row.get(column));
        return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
    }
}
