package io.mlplatform.internal;

import java.util.ArrayList;
import java.util.List;

/** Text in columns; long cells and many rows are cut for the eye, and no cell can pass for another row. */
public final class Table {

    private static final int MOST_ROWS = 50;
    private static final int USUAL_WIDTH = 40;

    private final List<List<String>> rows = new ArrayList<>();
    private final int widest;
    private int cut;

    public Table(List<String> header) {
        this(header, USUAL_WIDTH);
    }

    /** @param widest a cell's most characters */
    public Table(List<String> header, int widest) {
        this.widest = widest;
        add(header);
    }

    public void add(List<String> cells) {
        if (rows.size() > MOST_ROWS) {
            cut++;
        } else {
            rows.add(cells.stream().map(cell -> Printable.line(cell, widest)).toList());
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return cut == 0
                ? text.toString()
                : text.append("and ").append(cut).append(" more\n").toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
