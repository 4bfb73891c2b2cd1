package io.mlplatform.audit;

import io.mlplatform.internal.Printable;
import io.mlplatform.internal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who did what, newest first. Immutable.
 *
 * @param limit how many records were asked for at most: where there are that many, there may be older ones
 * @param unseen where more may have been done; empty where all could be read
 */
public record AuditTable(List<AuditRecord> records, int limit, List<UnseenPlace> unseen) {

    private static final int WIDEST = 80;
    private static final int SHOWN_PLACES = 10;
    private static final List<String> COLUMNS =
            List.of("time", "actor", "zone", "entity", "alias", "seq", "action", "version", "what", "writeId");

    public AuditTable {
        records = List.copyOf(records);
        unseen = List.copyOf(unseen);
    }

    /**
     * As text: a header, and a row a record, each cell with the columns {@code time, actor, zone, entity, alias, seq,
     * action, version, what, writeId}; a cell that does not apply is empty.
     */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>(List.of(COLUMNS));
        records.forEach(record -> rows.add(row(record)));
        return rows;
    }

    /**
     * The {@link #rows()} as CSV by RFC 4180. A cell that a spreadsheet would take for a formula has a {@code '} before it,
     * since what actors say of themselves is theirs to choose; control characters are replaced.
     */
    public String toCsv() {
        return rows().stream()
                .map(row -> row.stream().map(AuditTable::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** The fifty newest, a line each, with the places that could not be read, at most ten. */
    @Override
    public String toString() {
        Table table = new Table(List.of("time", "actor", "action", "where", "what"), WIDEST);
        records.forEach(record -> table.add(List.of(
                record.time().toString(), record.actor(), record.action().toString(), record.log(), record.what())));
        StringBuilder text = new StringBuilder(table.toString());
        if (records.size() >= limit) {
            text.append("the newest ").append(limit).append("; there may be older ones: raise limit, or ask until\n");
        }
        if (!unseen.isEmpty()) {
            text.append("not seen: ")
                    .append(unseen.stream()
                            .limit(SHOWN_PLACES)
                            .map(UnseenPlace::toString)
                            .collect(Collectors.joining(", ")));
            text.append(unseen.size() > SHOWN_PLACES ? ", and " + (unseen.size() - SHOWN_PLACES) + " more\n" : "\n");
        }
        return text.toString().stripTrailing();
    }

    private static List<String> row(AuditRecord record) {
        return List.of(
                record.time().toString(),
                record.actor(),
                record.zone().word(),
                record.entity().value(),
                record.aliasLog().map(Object::toString).orElse(""),
                Long.toString(record.seq()),
                record.action().toString(),
                record.version().isPresent() ? Long.toString(record.version().getAsLong()) : "",
                record.what(),
                record.writeId());
    }

    private static String quoted(String cell) {
        String plain = Printable.line(cell);
        String harmless = plain.matches("[=+\\-@].*") ? "'" + plain : plain;
        return harmless.matches(".*[\",].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
