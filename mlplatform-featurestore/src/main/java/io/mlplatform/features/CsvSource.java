package io.mlplatform.features;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One CSV file in UTF-8 with a header, as RFC 4180 has it. An empty field is null, {@code ""} is the empty text. The engine
 * is told all of that: where it guesses the dialect it passes over lines that do not fit, without a word.
 */
record CsvSource(Path file, String words) implements TableSource {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public LoadedTable load(Engine engine, String table, Map<String, FeatureType> wanted) {
        List<String> header = header();
        String columns =
                header.stream().map(name -> Sql.text(name) + ": 'VARCHAR'").collect(Collectors.joining(", ", "{", "}"));
        try {
            engine.run("CREATE TABLE " + table + " AS SELECT * FROM read_csv([" + Sql.file(file)
                    + "], auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
                    + " strict_mode = true, null_padding = false, nullstr = '', allow_quoted_nulls = false,"
                    + " hive_partitioning = false, columns = " + columns + ")");
        } catch (EngineFailure e) {
            throw unreadable(e.reason(), e);
        }
        return new LoadedTable(engine, words, table, engine.columns(table), true);
    }

    private List<String> header() {
        List<String> names;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            names = header(in);
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty() || !seen.add(FeatureColumn.folded(name))) {
                throw new FeatureDataException(
                        words, name, "stands twice in the header, or has no name: name every column once");
            }
        }
        return names;
    }

    private static List<String> header(BufferedReader in) throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int c = in.read(); c >= 0 && (quoted || c != '\n' && c != '\r'); c = in.read()) {
            if (c == '"') {
                in.mark(1);
                if (quoted && in.read() == '"') {
                    name.append('"');
                    continue;
                }
                in.reset();
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else if (c != BYTE_ORDER_MARK || !names.isEmpty() || name.length() > 0) {
                name.append((char) c);
            }
        }
        names.add(name.toString());
        return names;
    }

    private FeatureDataException unreadable(String reason, Exception cause) {
        return new FeatureDataException(words, "cannot be read as CSV (" + reason + "): check the file", cause);
    }
}
