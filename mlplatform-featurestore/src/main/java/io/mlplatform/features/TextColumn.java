package io.mlplatform.features;

/** A column of texts, given the narrowest type that all of its values have, so that none of them changes its meaning. */
final class TextColumn {

    // Eighteen digits always fit; a leading zero says that it is a name, such as a postcode, and no number.
    private static final String LONG = "-?(0|[1-9][0-9]{0,17})";
    private static final String DOUBLE = "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?";
    private static final String BOOLEAN = "true|false";

    private TextColumn() {}

    /** The SQL that gives the column its type; one of nulls alone stays text. */
    static String typed(LoadedTable table, String column) {
        String raw = table.raw(column);
        String counts = "SELECT count(c), count(*) FILTER (regexp_full_match(c, " + Sql.text(LONG)
                + ")), count(*) FILTER (regexp_full_match(c, " + Sql.text(DOUBLE)
                + ")), count(*) FILTER (regexp_full_match(c, " + Sql.text(BOOLEAN) + ")) FROM (SELECT "
                + raw + " AS c FROM " + table.table() + ")";
        var row = table.engine().rows(counts).get(0);
        String all = row.get(0);
        if (all.equals("0")) {
            return raw;
        }
        if (row.get(1).equals(all)) {
            return "CAST(" + raw + " AS BIGINT)";
        }
        if (row.get(2).equals(all)) {
            return "CAST(" + raw + " AS DOUBLE)";
        }
        return row.get(3).equals(all) ? "CAST(" + raw + " AS BOOLEAN)" : raw;
    }
}
