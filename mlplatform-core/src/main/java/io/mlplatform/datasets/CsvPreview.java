package io.mlplatform.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the first records of a CSV stream in UTF-8: fields may be quoted, with doubled quotes and line ends inside.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvPreview {

    private static final int MAX_FIELD_CHARS = 1 << 16;
    // A preview of whatever a file holds, a line of a gigabyte or a quote that never ends, stays small.
    private static final int MAX_CHARS = 4 << 20;
    private static final int MAX_FIELDS = 1 << 18;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private int chars;
    private int fields;
    private boolean cut;

    private CsvPreview(Reader in) {
        this.in = in;
    }

    static Preview read(InputStream bytes, int rows) throws IOException {
        CsvPreview csv = new CsvPreview(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
        csv.skipByteOrderMark();
        List<String> header = csv.record().orElse(List.of());
        List<List<String>> records = new ArrayList<>();
        Optional<List<String>> next = csv.record();
        while (next.isPresent() && records.size() < rows) {
            records.add(next.get());
            next = csv.record();
        }
        return new Preview(header, records, next.isPresent() || csv.cut);
    }

    private void skipByteOrderMark() throws IOException {
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
    }

    private Optional<List<String>> record() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int c = next();
        if (c < 0) {
            return Optional.empty();
        }
        for (; c >= 0; c = next()) {
            if (c == '"') {
                if (quoted) {
                    in.mark(1);
                    if (in.read() == '"') {
                        append(field, '"');
                        continue;
                    }
                    in.reset();
                }
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                this.fields++;
                field.setLength(0);
            } else if (c == '\n' && !quoted) {
                break;
            } else if (c != '\r' || quoted) {
                append(field, (char) c);
            }
        }
        fields.add(field.toString());
        this.fields++;
        return Optional.of(fields);
    }

    private int next() throws IOException {
        if (chars == MAX_CHARS || fields >= MAX_FIELDS) {
            cut = true;
            return -1;
        }
        chars++;
        return in.read();
    }

    private static void append(StringBuilder field, char c) {
        if (field.length() < MAX_FIELD_CHARS) {
            field.append(c);
        }
    }
}
