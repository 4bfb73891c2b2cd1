package io.mlplatform.features;

import java.util.List;
import java.util.Locale;

/** Plots as inline SVG; every bar tells its figures where a pointer rests on it. */
final class PageCharts {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 120;
    private static final double LABELS = 18;
    private static final double NAMES = 150;
    private static final double COUNTS = 62;
    private static final double ROW = 20;
    private static final int NAME_CHARS = 24;
    private static final int MOST_ROWS = 10;

    private PageCharts() {}

    /** A bar a bin, the ends of the range below, and a line at the median. */
    static String histogram(ColumnStatistics column, NumberStatistics numbers) {
        Histogram histogram = numbers.histogram();
        int bins = histogram.counts().size();
        long most =
                Math.max(1, histogram.counts().stream().mapToLong(n -> n).max().orElse(1));
        StringBuilder svg =
                begin(HEIGHT + LABELS, "Histogram of " + column.column().name());
        for (int i = 0; i < bins; i++) {
            long count = histogram.counts().get(i);
            String words = column.text(histogram.edge(i)) + " to " + column.text(histogram.edge(i + 1)) + ": "
                    + Html.count(count);
            svg.append(bar("bar", WIDTH / bins * i + 1, WIDTH / bins - 2, HEIGHT * count / most, words));
        }
        svg.append(line("axis", 0, HEIGHT, WIDTH, HEIGHT));
        double median = place(histogram, numbers.median()) * WIDTH;
        svg.append(line("median", median, 0, median, HEIGHT));
        svg.append(label("start", 0, HEIGHT + 14, column.text(histogram.from())))
                .append(label("end", WIDTH, HEIGHT + 14, column.text(histogram.to())));
        return svg.append("</svg>\n").toString();
    }

    /** A bar a value, the most frequent first. */
    static String top(ColumnStatistics column) {
        List<ColumnStatistics.ValueCount> top =
                column.top().subList(0, Math.min(MOST_ROWS, column.top().size()));
        long most = Math.max(1, top.get(0).count());
        StringBuilder svg = begin(
                ROW * top.size(), "Most frequent values of " + column.column().name());
        for (int i = 0; i < top.size(); i++) {
            ColumnStatistics.ValueCount value = top.get(i);
            double share = (double) value.count() / Math.max(1, column.values());
            double length = (WIDTH - NAMES - COUNTS) * value.count() / most;
            svg.append(name(i * ROW + 14, value.value()))
                    .append(row(
                            "bar",
                            NAMES,
                            i * ROW + 3,
                            length,
                            ROW - 6,
                            value.value() + ": " + Html.count(value.count())))
                    .append(label("start", NAMES + length + 6, i * ROW + 14, Html.percent(share)));
        }
        return svg.append("</svg>\n").toString();
    }

    /** The shares of both samples beside each other: numbers from left to right, texts from top to bottom. */
    static String shift(FeatureDrift drift) {
        return NumberForm.has(drift.column().type()) ? numberShift(drift) : textShift(drift);
    }

    private static String numberShift(FeatureDrift drift) {
        List<FeatureDrift.Bin> bins = drift.bins();
        double most = mostShare(drift);
        double width = WIDTH / bins.size();
        StringBuilder svg = begin(HEIGHT + LABELS, "Drift of " + drift.column().name());
        for (int i = 0; i < bins.size(); i++) {
            FeatureDrift.Bin bin = bins.get(i);
            svg.append(bar(
                            "before",
                            width * i + 2,
                            width / 2 - 3,
                            HEIGHT * before(drift, bin) / most,
                            words(drift, bin)))
                    .append(bar(
                            "now",
                            width * (i + .5),
                            width / 2 - 3,
                            HEIGHT * now(drift, bin) / most,
                            words(drift, bin)));
        }
        svg.append(line("axis", 0, HEIGHT, WIDTH, HEIGHT))
                .append(label("start", 0, HEIGHT + 14, bins.get(0).words()))
                .append(label(
                        "end", WIDTH, HEIGHT + 14, bins.get(bins.size() - 1).words()));
        return svg.append("</svg>\n").toString();
    }

    private static String textShift(FeatureDrift drift) {
        List<FeatureDrift.Bin> bins = drift.bins();
        List<FeatureDrift.Bin> shown = bins.subList(0, Math.min(MOST_ROWS, bins.size()));
        double most = mostShare(drift);
        StringBuilder svg =
                begin(ROW * shown.size(), "Drift of " + drift.column().name());
        for (int i = 0; i < shown.size(); i++) {
            FeatureDrift.Bin bin = shown.get(i);
            double room = WIDTH - NAMES - COUNTS;
            String words = words(drift, bin);
            svg.append(name(i * ROW + 14, bin.words()))
                    .append(row("before", NAMES, i * ROW + 2, room * before(drift, bin) / most, ROW / 2 - 3, words))
                    .append(row("now", NAMES, i * ROW + 10, room * now(drift, bin) / most, ROW / 2 - 3, words));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double mostShare(FeatureDrift drift) {
        return drift.bins().stream()
                .mapToDouble(bin -> Math.max(before(drift, bin), now(drift, bin)))
                .max()
                .orElse(1);
    }

    private static double before(FeatureDrift drift, FeatureDrift.Bin bin) {
        return bin.baseline()
                / (double) drift.bins().stream()
                        .mapToLong(FeatureDrift.Bin::baseline)
                        .sum();
    }

    private static double now(FeatureDrift drift, FeatureDrift.Bin bin) {
        return bin.current()
                / (double) drift.bins().stream()
                        .mapToLong(FeatureDrift.Bin::current)
                        .sum();
    }

    private static String words(FeatureDrift drift, FeatureDrift.Bin bin) {
        return bin.words() + ": " + Html.percent(before(drift, bin)) + " → " + Html.percent(now(drift, bin));
    }

    private static double place(Histogram histogram, double value) {
        double half = histogram.to() / 2 - histogram.from() / 2;
        return half <= 0 ? .5 : (value / 2 - histogram.from() / 2) / half;
    }

    private static StringBuilder begin(double height, String title) {
        return new StringBuilder()
                .append(String.format(
                        Locale.ROOT, "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height))
                .append(Html.text(title))
                .append("\">\n");
    }

    private static String bar(String style, double x, double width, double height, String words) {
        // What is there at all is seen.
        double seen = height > 0 ? Math.max(height, 1) : 0;
        return row(style, x, HEIGHT - seen, width, seen, words);
    }

    private static String row(String style, double x, double y, double width, double height, String words) {
        return String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"><title>",
                        style,
                        x,
                        y,
                        Math.max(width, 0),
                        height)
                + Html.text(words) + "</title></rect>\n";
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style,
                x1,
                y1,
                x2,
                y2);
    }

    private static String label(String anchor, double x, double y, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor)
                + Html.text(text, NAME_CHARS + 8) + "</text>\n";
    }

    private static String name(double y, String text) {
        return String.format(
                        Locale.ROOT, "<text class=\"name\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">", NAMES - 8, y)
                + Html.text(text.isEmpty() ? "(empty)" : text, NAME_CHARS) + "</text>\n";
    }
}
