package io.mlplatform.features;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A version's statistics; what was read can be shown, and is written as the same. */
public final class StatisticsFuzz implements FuzzTarget {

    private static final int MOST_SHOWN = 20_000;
    private static final String NO_NUMBER = "NaN";

    private static final FeatureGroupVersion VERSION = version(FeatureGroup.named("growth/clicks")
            .key("customer", FeatureType.LONG)
            .feature("spend", FeatureType.DOUBLE)
            .feature("seen", FeatureType.TIMESTAMP)
            .feature("plan", FeatureType.STRING)
            .build());

    @Override
    public List<byte[]> seeds() {
        TreeMap<Double, Double> quantiles = new TreeMap<>();
        NumberStatistics.SHARES.forEach(share -> quantiles.put(share, 1.5));
        NumberStatistics numbers =
                new NumberStatistics(1, -2, 7.25, 1.5, quantiles, new Histogram(-2, 7.25, List.of(3L, 0L, 4L)));
        FeatureStatistics statistics = new FeatureStatistics(
                VERSION.ref(),
                8,
                1,
                List.of(
                        column(0, Optional.of(numbers), List.of()),
                        column(1, Optional.of(numbers), List.of()),
                        column(2, Optional.empty(), List.of(new ColumnStatistics.ValueCount("pro", 8)))));
        return List.of(CanonicalJson.encode(StatisticsJson.write(statistics)));
    }

    @Override
    public void read(byte[] document) {
        FeatureStatistics statistics = StatisticsJson.read(StoredJson.parse(document, "statistics"), VERSION);
        if (document.length > MOST_SHOWN) {
            return;
        }
        String shown = statistics + FeaturePage.of(VERSION, statistics).html();
        if (shown.contains(NO_NUMBER) && !isText(statistics, NO_NUMBER)) {
            throw new IllegalStateException("a page that shows what is no number");
        }
        byte[] written = CanonicalJson.encode(StatisticsJson.write(statistics));
        if (!StatisticsJson.read(StoredJson.parse(written, "written"), VERSION).equals(statistics)) {
            throw new IllegalStateException("changed on the way: " + statistics);
        }
    }

    private static boolean isText(FeatureStatistics statistics, String part) {
        return statistics.features().stream()
                .flatMap(feature -> feature.top().stream())
                .anyMatch(text -> text.value().contains(part));
    }

    private static ColumnStatistics column(
            int index, Optional<NumberStatistics> numbers, List<ColumnStatistics.ValueCount> top) {
        return new ColumnStatistics(VERSION.group().features().get(index), 8, 2, 5, numbers, top);
    }

    private static FeatureGroupVersion version(FeatureGroup group) {
        PinnedRef ref = new PinnedRef(Zone.FEATURES, EntityName.of("growth/clicks"), 1, new Digest("0a".repeat(32)));
        return new FeatureGroupVersion(ref, FuzzLake.CLOCK.instant(), "", 1, 10, group, 9, RowTies.POSSIBLE, List.of());
    }
}
