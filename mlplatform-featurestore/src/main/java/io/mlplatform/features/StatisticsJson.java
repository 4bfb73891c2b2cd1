package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Statistics as they are stored; the definitions of the columns are the version's. */
final class StatisticsJson {

    private static final String FORMAT = "mlplatform.feature-statistics/1";

    private StatisticsJson() {}

    static ObjectNode write(FeatureStatistics statistics) {
        ObjectNode json = Json.object()
                .put("format", FORMAT)
                .put("digest", statistics.version().digest().hex())
                .put("rows", statistics.rows())
                .put("tombstones", statistics.tombstones());
        ArrayNode features = json.putArray("features");
        statistics.features().forEach(feature -> features.add(write(feature)));
        return json;
    }

    /** @throws io.mlplatform.DataCorruptException it is no such document, or not of this version */
    static FeatureStatistics read(StoredJson json, FeatureGroupVersion version) {
        json.requireFormat(FORMAT);
        PinnedRef ref = version.ref();
        return json.made(() -> {
            if (!json.digest("digest").equals(ref.digest())) {
                throw new IllegalArgumentException("it is of another version");
            }
            List<StoredJson> stored = json.objects("features");
            List<FeatureColumn> columns = version.group().features();
            if (stored.size() != columns.size()) {
                throw new IllegalArgumentException("it has " + stored.size() + " features, not " + columns.size());
            }
            List<ColumnStatistics> features = new ArrayList<>();
            for (int i = 0; i < stored.size(); i++) {
                features.add(column(stored.get(i), columns.get(i)));
            }
            return new FeatureStatistics(ref, json.number("rows"), json.number("tombstones"), features);
        });
    }

    private static ObjectNode write(ColumnStatistics feature) {
        ObjectNode json = Json.object()
                .put("name", feature.column().name())
                .put("values", feature.values())
                .put("nulls", feature.nulls())
                .put("distinct", feature.distinct());
        feature.numbers().ifPresent(numbers -> {
            ObjectNode node = json.putObject("numbers").put("notFinite", numbers.notFinite());
            node.set("least", Json.number(numbers.least()));
            node.set("greatest", Json.number(numbers.greatest()));
            node.set("mean", Json.number(numbers.mean()));
            ArrayNode quantiles = node.putArray("quantiles");
            numbers.quantiles().forEach((share, value) -> quantiles
                    .addObject()
                    .<ObjectNode>set("share", Json.number(share))
                    .set("value", Json.number(value)));
            ArrayNode bins = node.putArray("histogram");
            Histogram histogram = numbers.histogram();
            for (int i = 0; i < histogram.counts().size(); i++) {
                ObjectNode bin =
                        bins.addObject().put("count", histogram.counts().get(i));
                bin.set("from", Json.number(histogram.edge(i)));
                bin.set("to", Json.number(histogram.edge(i + 1)));
            }
        });
        if (!feature.top().isEmpty()) {
            ArrayNode top = json.putArray("top");
            feature.top()
                    .forEach(
                            value -> top.addObject().put("value", value.value()).put("count", value.count()));
        }
        return json;
    }

    private static ColumnStatistics column(StoredJson json, FeatureColumn column) {
        if (!json.text("name").equals(column.name())) {
            throw new IllegalArgumentException("'" + column.name() + "' is missing");
        }
        return new ColumnStatistics(
                column,
                json.number("values"),
                json.number("nulls"),
                json.number("distinct"),
                json.find("numbers").map(StatisticsJson::numbers),
                json.objects("top").stream()
                        .map(value -> new ColumnStatistics.ValueCount(value.text("value"), value.number("count")))
                        .toList());
    }

    private static NumberStatistics numbers(StoredJson json) {
        SortedMap<Double, Double> quantiles = new TreeMap<>();
        json.objects("quantiles").forEach(quantile -> quantiles.put(quantile.real("share"), quantile.real("value")));
        return new NumberStatistics(
                json.number("notFinite"),
                json.real("least"),
                json.real("greatest"),
                json.real("mean"),
                quantiles,
                histogram(json.objects("histogram")));
    }

    private static Histogram histogram(List<StoredJson> bins) {
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("a histogram has no bins");
        }
        return new Histogram(
                bins.get(0).real("from"),
                bins.get(bins.size() - 1).real("to"),
                bins.stream().map(bin -> bin.number("count")).toList());
    }
}
