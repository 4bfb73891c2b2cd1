package io.mlplatform.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares two tables in the engine, a feature at a time, without holding their values in memory. */
final class Comparison {

    private static final int NUMBER_BINS = 10;
    private static final int MOST_TEXTS = 100;

    private final Engine engine;
    private final String baseline;
    private final String current;
    private final DriftThresholds thresholds;

    Comparison(Engine engine, String baseline, String current, DriftThresholds thresholds) {
        this.engine = engine;
        this.baseline = baseline;
        this.current = current;
        this.thresholds = thresholds;
    }

    FeatureDrift of(FeatureColumn column) {
        boolean numbers = NumberForm.has(column.type());
        String value = numbers ? NumberForm.of(column) : "CAST(" + Sql.name(column.name()) + " AS VARCHAR)";
        // Numbers that are none are as missing as nulls are.
        String there = numbers ? "x IS NOT NULL AND NOT isnan(x)" : "x IS NOT NULL";
        engine.run("CREATE OR REPLACE VIEW compared AS SELECT x, s FROM (SELECT " + value + " AS x, 0 AS s FROM "
                + baseline + " UNION ALL SELECT " + value + " AS x, 1 AS s FROM " + current + ") WHERE " + there);
        long before = engine.number("SELECT count(*) FROM compared WHERE s = 0");
        long now = engine.number("SELECT count(*) FROM compared WHERE s = 1");
        FeatureDrift.Bin missing = new FeatureDrift.Bin("null", rows(baseline) - before, rows(current) - now);
        Shift nulls = Distributions.chiSquare(List.of(missing, new FeatureDrift.Bin("value", before, now)));
        List<FeatureDrift.Bin> bins = before == 0 || now == 0 ? List.of() : numbers ? numberBins(column) : textBins();
        Optional<Shift> values = bins.isEmpty()
                ? Optional.empty()
                : Optional.of(numbers ? kolmogorovSmirnov(bins, before, now) : Distributions.chiSquare(bins));
        DriftLevel level = thresholds.level(nulls);
        DriftLevel ofValues = values.map(thresholds::level).orElse(DriftLevel.NONE);
        return new FeatureDrift(
                column,
                ofValues.compareTo(level) > 0 ? ofValues : level,
                values,
                nulls,
                share(missing.baseline(), before),
                share(missing.current(), now),
                bins);
    }

    long rows(String table) {
        return engine.number("SELECT count(*) FROM " + table);
    }

    private static double share(long missing, long there) {
        return missing == 0 ? 0 : (double) missing / (missing + there);
    }

    private Shift kolmogorovSmirnov(List<FeatureDrift.Bin> bins, long before, long now) {
        double statistic = Double.parseDouble(engine.rows(
                        "SELECT max(abs(b / " + before + " - c / " + now + ")) FROM"
                                + " (SELECT sum(b) OVER (ORDER BY x) AS b, sum(c) OVER (ORDER BY x) AS c FROM"
                                + " (SELECT x, count(*) FILTER (s = 0) AS b, count(*) FILTER (s = 1) AS c FROM compared GROUP BY x))")
                .get(0)
                .get(0));
        return new Shift(
                Distributions.psi(bins),
                "Kolmogorov–Smirnov",
                statistic,
                Distributions.kolmogorovSmirnovAbove(statistic, before, now));
    }

    /** Between the tenths of the baseline, each with its upper edge. */
    private List<FeatureDrift.Bin> numberBins(FeatureColumn column) {
        List<Double> tenths = IntStream.range(1, NUMBER_BINS)
                .mapToObj(i -> i / (double) NUMBER_BINS)
                .toList();
        List<Double> edges = StatisticsQueries.quantiles(engine, tenths, "compared WHERE s = 0").stream()
                .distinct()
                .toList();
        String bin = edges.stream()
                .map(edge -> "CAST(x > CAST('" + edge + "' AS DOUBLE) AS INTEGER)")
                .collect(Collectors.joining(" + "));
        List<FeatureDrift.Bin> bins =
                new ArrayList<>(Collections.nCopies(edges.size() + 1, new FeatureDrift.Bin("", 0, 0)));
        counts(bin)
                .forEach(row -> bins.set(
                        Integer.parseInt(row.get(0)),
                        new FeatureDrift.Bin("", Long.parseLong(row.get(1)), Long.parseLong(row.get(2)))));
        for (int i = 0; i < bins.size(); i++) {
            FeatureDrift.Bin counted = bins.get(i);
            String words =
                    i == edges.size() ? "> " + shown(column, edges.get(i - 1)) : "≤ " + shown(column, edges.get(i));
            bins.set(i, new FeatureDrift.Bin(words, counted.baseline(), counted.current()));
        }
        return bins;
    }

    private List<FeatureDrift.Bin> textBins() {
        engine.run("CREATE OR REPLACE TABLE frequent AS SELECT x AS v FROM compared WHERE s = 0 GROUP BY x"
                + " ORDER BY count(*) DESC, x LIMIT " + MOST_TEXTS);
        List<FeatureDrift.Bin> bins = new ArrayList<>();
        engine.rows("SELECT v, count(*) FILTER (s = 0) AS b, count(*) FILTER (s = 1) FROM compared JOIN frequent"
                        + " ON x = v GROUP BY v ORDER BY b DESC, v")
                .forEach(row -> bins.add(bin(row)));
        engine.rows("SELECT 'all others', count(*) FILTER (s = 0), count(*) FILTER (s = 1) FROM compared"
                        + " ANTI JOIN frequent ON x = v HAVING count(*) > 0")
                .forEach(row -> bins.add(bin(row)));
        return bins;
    }

    private static FeatureDrift.Bin bin(List<String> row) {
        return new FeatureDrift.Bin(
                StatisticsQueries.cut(row.get(0)), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)));
    }

    private List<List<String>> counts(String bin) {
        return engine.rows("SELECT " + bin
                + " AS bin, count(*) FILTER (s = 0), count(*) FILTER (s = 1) FROM compared GROUP BY bin");
    }

    private static String shown(FeatureColumn column, double edge) {
        return Double.isInfinite(edge) ? Double.toString(edge) : NumberForm.text(column, edge);
    }
}
