package io.mlplatform.features;

import java.util.Locale;
import java.util.Optional;

/** The part of a page that one feature has: what is said of it, its plot, its figures, its drift. */
record FeatureCard(ColumnStatistics feature, Optional<FeatureDrift> drift) {

    /** Where the card is on its page; names of columns are letters, digits and {@code _}. */
    static String anchor(FeatureColumn column) {
        return "feature-" + Html.text(column.name());
    }

    String html() {
        FeatureColumn column = feature.column();
        return "<section class=\"card\" id=\"" + anchor(column) + "\">\n<h3>" + Html.text(column.name()) + " <small>"
                + FeaturePage.type(column) + "</small></h3>\n"
                + (column.description().isEmpty() ? "" : "<p>" + Html.text(column.description()) + "</p>\n")
                + Html.chips(column.tags()) + plot() + figures()
                + drift.map(FeatureCard::driftHtml).orElse("") + "</section>\n";
    }

    private String plot() {
        if (feature.numbers().isPresent()) {
            return PageCharts.histogram(feature, feature.numbers().get());
        }
        return feature.top().isEmpty() ? "<p class=\"soft\">No values.</p>\n" : PageCharts.top(feature);
    }

    private String figures() {
        StringBuilder list = new StringBuilder("<dl>\n")
                .append(Html.fact("values", Html.count(feature.values())))
                .append(Html.fact("nulls", Html.percent(feature.nullRate())))
                .append(Html.fact("distinct", Html.count(feature.distinct())));
        feature.numbers().ifPresent(numbers -> {
            list.append(Html.fact("mean", Html.number(feature.column(), numbers.mean())));
            numbers.quantiles()
                    .forEach((share, value) -> list.append(Html.fact(
                            share == .5 ? "median" : String.format(Locale.ROOT, "%.0f%%", share * 100),
                            Html.number(feature.column(), value))));
            if (numbers.notFinite() > 0) {
                list.append(Html.fact("not finite", Html.count(numbers.notFinite())));
            }
        });
        return list.append("</dl>\n").toString();
    }

    private static String driftHtml(FeatureDrift drift) {
        return "<div class=\"drift\">\n<p>Drift: " + FeaturePage.level(drift) + " <span class=\"soft\">"
                + Html.text(drift.values().map(Shift::toString).orElse("no values to compare")) + "; nulls "
                + Html.percent(drift.baselineNullRate()) + " → " + Html.percent(drift.currentNullRate())
                + "</span></p>\n"
                + (drift.bins().isEmpty()
                        ? ""
                        : "<p class=\"soft key\"><i class=\"before\"></i>baseline<i class=\"now\"></i>current</p>\n"
                                + PageCharts.shift(drift))
                + "</div>\n";
    }
}
