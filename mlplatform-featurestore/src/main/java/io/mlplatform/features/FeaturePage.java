package io.mlplatform.features;

import io.mlplatform.AlreadyExistsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A version of a group as one HTML page: definition, statistics with plots and, where it is told of one, drift. The page needs
 * nothing else, runs no script, fetches nothing and shows text of others as text. Immutable.
 */
public final class FeaturePage {

    private static final int SHOWN_DIGEST = 12;

    private final FeatureGroupVersion version;
    private final FeatureStatistics statistics;
    private final Optional<DriftReport> drift;

    private FeaturePage(FeatureGroupVersion version, FeatureStatistics statistics, Optional<DriftReport> drift) {
        this.version = version;
        this.statistics = statistics;
        this.drift = drift;
    }

    static FeaturePage of(FeatureGroupVersion version, FeatureStatistics statistics) {
        return new FeaturePage(version, statistics, Optional.empty());
    }

    /** The same page, with how the features changed. */
    public FeaturePage with(DriftReport report) {
        return new FeaturePage(version, statistics, Optional.of(report));
    }

    /**
     * Writes the page, in UTF-8.
     *
     * @throws AlreadyExistsException there is a file
     */
    public void write(Path file) {
        try {
            Files.writeString(file, html(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(file.toString(), "is there already: delete it, or write another file");
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' could not be written: check the folder and its rights", e);
        }
    }

    /** The page's text. */
    public String html() {
        FeatureGroup group = version.group();
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        page.append(group.name()).append('@').append(version.version()).append("</title>\n<style>\n");
        page.append(style()).append("</style>\n</head>\n<body>\n<h1>").append(group.name());
        page.append(" <small>version ").append(version.version()).append("</small></h1>\n");
        page.append(
                group.description().isEmpty() ? "" : "<p class=\"lead\">" + Html.text(group.description()) + "</p>\n");
        page.append(Html.chips(group.tags())).append(facts(group)).append("<h2>Features</h2>\n");
        page.append(table());
        drift.ifPresent(report -> page.append(comparison(report)));
        page.append("<h2>Distributions</h2>\n<div class=\"cards\">\n");
        statistics.features().forEach(feature -> page.append(new FeatureCard(feature, drift(feature.column())).html()));
        return page.append("</div>\n<footer>")
                .append(Html.text(version.ref() + ", sha256 " + version.digest().hex()))
                .append("</footer>\n</body>\n</html>\n")
                .toString();
    }

    /** One line: what it shows. */
    @Override
    public String toString() {
        return "page of " + version.ref()
                + drift.map(report -> ", compared with " + report.baseline()).orElse("");
    }

    private String facts(FeatureGroup group) {
        return "<dl class=\"facts\">\n"
                + Html.fact(
                        "Keys",
                        Html.text(String.join(
                                ", ",
                                group.keys().stream()
                                        .map(FeatureColumn::toString)
                                        .toList())))
                + Html.fact("Event time", Html.text(group.eventTime()))
                + Html.fact("Values hold", held(group.timeToLive()))
                + Html.fact("Class", group.classification().word())
                + (group.owner().isEmpty() ? "" : Html.fact("Owner", Html.text(group.owner())))
                + Html.fact("Rows that count", Html.count(statistics.rows()))
                + Html.fact("Tombstones", Html.count(statistics.tombstones()))
                + Html.fact(
                        "Stored",
                        Html.count(version.bytes()) + " bytes in " + Html.count(version.files())
                                + (version.files() == 1 ? " file" : " files"))
                + Html.fact("Committed", Html.text(version.time()))
                + (version.message().isEmpty() ? "" : Html.fact("Message", Html.text(version.message())))
                + Html.fact("Digest", version.digest().hex().substring(0, SHOWN_DIGEST) + "…")
                + "</dl>\n";
    }

    private static String held(TimeToLive timeToLive) {
        if (!(timeToLive instanceof TimeToLive.Within ttl)) {
            return "until the next";
        }
        long days = ttl.bound().toDays();
        return ttl.bound().equals(Duration.ofDays(days)) && days > 1
                ? Html.count(days) + " days"
                : Html.text(ttl.bound());
    }

    private String table() {
        StringBuilder table =
                new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr><th>Feature</th><th>Type</th>"
                        + (drift.isPresent() ? "<th>Drift</th>" : "") + number("th", "Values") + number("th", "Nulls")
                        + number("th", "Distinct") + number("th", "Min") + number("th", "Median") + number("th", "Max")
                        + "<th>Most frequent</th></tr></thead>\n<tbody>\n");
        statistics.features().forEach(feature -> table.append(row(feature)));
        return table.append("</tbody></table></div>\n").toString();
    }

    private String row(ColumnStatistics feature) {
        FeatureColumn column = feature.column();
        String most =
                feature.top().isEmpty() ? "" : Html.text(feature.top().get(0).value());
        return "<tr><th><a href=\"#" + FeatureCard.anchor(column) + "\">" + Html.text(column.name()) + "</a></th><td>"
                + type(column) + "</td>"
                + (drift.isPresent()
                        ? "<td>" + drift(column).map(FeaturePage::level).orElse("") + "</td>"
                        : "")
                + number("td", Html.count(feature.values()))
                + number("td", Html.percent(feature.nullRate()))
                + number("td", Html.count(feature.distinct()))
                + measured(feature, NumberStatistics::least)
                + measured(feature, NumberStatistics::median)
                + measured(feature, NumberStatistics::greatest)
                + "<td class=\"text\">" + most + "</td></tr>\n";
    }

    private static String measured(ColumnStatistics feature, ToDoubleFunction<NumberStatistics> figure) {
        return number(
                "td",
                feature.numbers()
                        .map(numbers -> Html.number(feature.column(), figure.applyAsDouble(numbers)))
                        .orElse(""));
    }

    private static String comparison(DriftReport report) {
        return "<h2>Drift</h2>\n<p>" + Html.text(report.baseline()) + " <span class=\"soft\">("
                + Html.count(report.baselineRows()) + " rows)</span> → " + Html.text(report.current())
                + " <span class=\"soft\">(" + Html.count(report.currentRows()) + " rows)</span></p>\n<p class=\"soft\">"
                + "Moderate from a population stability index of "
                + report.thresholds().moderate() + ", major from "
                + report.thresholds().major() + ", where the test finds p &lt; "
                + report.thresholds().significance()
                + (report.notCompared().isEmpty()
                        ? ""
                        : ". Not in both: " + Html.text(String.join(", ", report.notCompared())))
                + ".</p>\n";
    }

    private Optional<FeatureDrift> drift(FeatureColumn column) {
        return drift.flatMap(report -> report.features().stream()
                .filter(feature -> feature.column().name().equals(column.name()))
                .findFirst());
    }

    static String level(FeatureDrift drift) {
        String word = drift.level().name().toLowerCase(Locale.ROOT);
        return "<span class=\"level " + word + "\">" + word + "</span>";
    }

    static String type(FeatureColumn column) {
        return Html.text(column.toString().substring(column.name().length() + 1).toLowerCase(Locale.ROOT));
    }

    private static String number(String element, String text) {
        return "<" + element + " class=\"number\">" + text + "</" + element + ">";
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(FeaturePage.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
