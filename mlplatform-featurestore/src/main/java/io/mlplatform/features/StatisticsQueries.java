package io.mlplatform.features;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the engine about the features of one table of counted rows, a feature at a time. */
final class StatisticsQueries {

    private static final MathContext MEAN_DIGITS = new MathContext(12);
    private static final int MOST_CHARS = 200;

    private final Engine engine;
    private final String rows;

    StatisticsQueries(Engine engine, String table) {
        this.engine = engine;
        this.rows = "(SELECT * FROM " + table + " WHERE NOT " + SystemColumns.DELETED + ")";
    }

    ColumnStatistics of(FeatureColumn column) {
        String name = Sql.name(column.name());
        List<String> counts = engine.rows("SELECT count(" + name + "), count(*) - count(" + name + ") FROM " + rows)
                .get(0);
        // Grouping spills to disk where count(DISTINCT) holds all values in memory.
        long distinct = engine.number("SELECT count(*) FROM (SELECT " + name + " FROM " + rows + " WHERE " + name
                + " IS NOT NULL GROUP BY ALL)");
        boolean hasNumbers = NumberForm.has(column.type());
        return new ColumnStatistics(
                column,
                Long.parseLong(counts.get(0)),
                Long.parseLong(counts.get(1)),
                distinct,
                hasNumbers ? numbers(column) : Optional.empty(),
                hasNumbers ? List.of() : top(name));
    }

    private Optional<NumberStatistics> numbers(FeatureColumn column) {
        String all = "(SELECT " + NumberForm.of(column) + " AS x FROM " + rows + ")";
        String finite = all + " WHERE isfinite(x)";
        // favg adds by Kahan's rule, so that the order of rows shows in the last digits alone; those are cut.
        List<String> row = engine.rows("SELECT count(*), min(x), max(x), favg(x) FROM " + finite)
                .get(0);
        if (row.get(0).equals("0")) {
            return Optional.empty();
        }
        List<Double> values = quantiles(engine, NumberStatistics.SHARES, finite);
        SortedMap<Double, Double> quantiles = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            quantiles.put(NumberStatistics.SHARES.get(i), values.get(i));
        }
        double least = Double.parseDouble(row.get(1));
        double greatest = Double.parseDouble(row.get(2));
        return Optional.of(new NumberStatistics(
                engine.number("SELECT count(x) FROM " + all + " WHERE NOT isfinite(x)"),
                least,
                greatest,
                mean(Double.parseDouble(row.get(3)), finite, Long.parseLong(row.get(0))),
                quantiles,
                histogram(finite, Bins.of(column.type(), least, greatest))));
    }

    /** Quantiles of {@code x}, each one of its values; all are found in one pass, which holds eight bytes a value. */
    static List<Double> quantiles(Engine engine, List<Double> shares, String from) {
        return engine.rows("SELECT unnest(quantile_disc(x, " + shares + ")) FROM " + from).stream()
                .map(row -> Double.valueOf(row.get(0)))
                .toList();
    }

    // The sum of finite numbers may not be finite; that of their shares of the mean is.
    private double mean(double mean, String numbers, long count) {
        double finite = Double.isFinite(mean)
                ? mean
                : Double.parseDouble(engine.rows("SELECT fsum(x / " + count + ") FROM " + numbers)
                        .get(0)
                        .get(0));
        return new BigDecimal(finite).round(MEAN_DIGITS).doubleValue();
    }

    // Halved, since the distance of two finite numbers may not be finite.
    private Histogram histogram(String numbers, Bins bins) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(bins.number(), 0L));
        String place = bins.from() == bins.to()
                ? "0"
                : "CAST(least(greatest(floor((x / 2 - " + number(bins.from() / 2) + ") / " + number(bins.halfWidth())
                        + "), 0), " + (bins.number() - 1) + ") AS INTEGER)";
        engine.rows("SELECT " + place + " AS bin, count(*) FROM " + numbers + " GROUP BY bin")
                .forEach(row -> counts.set(Integer.parseInt(row.get(0)), Long.valueOf(row.get(1))));
        return new Histogram(bins.from(), bins.to(), counts);
    }

    private static String number(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }

    private List<ColumnStatistics.ValueCount> top(String name) {
        return engine
                .rows("SELECT CAST(" + name + " AS VARCHAR) AS v, count(*) AS c FROM " + rows + " WHERE " + name
                        + " IS NOT NULL GROUP BY v ORDER BY c DESC, v LIMIT " + ColumnStatistics.MOST_TOP)
                .stream()
                .map(row -> new ColumnStatistics.ValueCount(cut(row.get(0)), Long.parseLong(row.get(1))))
                .toList();
    }

    static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MOST_CHARS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARS)) + "…";
    }

    /** Bins of equal width; whole numbers are never divided between two in the middle. */
    private record Bins(double from, double to, int number) {

        private static final double EXACT = 1L << 53;

        static Bins of(FeatureType type, double least, double greatest) {
            double span = greatest - least + 1;
            if (type == FeatureType.LONG && span < EXACT && Math.abs(least) < EXACT) {
                double width = Math.ceil(span / Histogram.MOST_BINS);
                int number = (int) Math.ceil(span / width);
                return new Bins(least, least + number * width, number);
            }
            return new Bins(least, greatest, least == greatest ? 1 : Histogram.MOST_BINS);
        }

        double halfWidth() {
            return (to / 2 - from / 2) / number;
        }
    }
}
