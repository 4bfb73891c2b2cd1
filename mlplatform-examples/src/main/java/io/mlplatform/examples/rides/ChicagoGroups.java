package io.mlplatform.examples.rides;

import io.mlplatform.features.FeatureDraft;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two feature groups, and their rows. */
final class ChicagoGroups {

    static final String CITY = "Chicago";
    static final String PUBLISHED = "published";
    static final String COUNT = "thousands";
    static final List<String> WEATHER = List.of("temperature", "wind", "rain", "snow", "cloud");

    private final FeatureRepository features;
    private final FeatureGroup weather;
    private final FeatureGroup entries;

    ChicagoGroups(FeatureRepository features, String team) {
        this.features = features;
        FeatureGroup.Builder measured = FeatureGroup.named(team + "/weather")
                .key("city", FeatureType.STRING)
                .eventTime("day_end")
                .ttl(Duration.ofDays(2))
                .description("What was measured over the day that ends at the event time");
        WEATHER.forEach(feature -> measured.feature(feature, FeatureType.DOUBLE));
        this.weather = measured.build();
        this.entries = FeatureGroup.named(team + "/entries")
                .key("station", FeatureType.STRING)
                .eventTime("day_end")
                .feature(COUNT, FeatureType.DOUBLE)
                .feature(PUBLISHED, FeatureType.TIMESTAMP)
                .ttl(Duration.ofDays(30))
                .description(
                        "Who entered the station on the day that ends at the event time, published two weeks later")
                .build();
    }

    FeatureGroup weather() {
        return weather;
    }

    FeatureGroup entries() {
        return entries;
    }

    void define() {
        features.define(weather);
        features.define(entries);
    }

    /** The weather of the days from the first up to the last, both included. */
    FeatureGroupVersion ingestWeather(LocalDate first, LocalDate last) {
        FeatureDraft draft = features.draft(weather.name().value()).message("Weather " + first + " to " + last);
        ChicagoTable.weather().days().forEach((day, measured) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                Map<String, Object> row = new HashMap<>(measured);
                row.put("city", CITY);
                row.put("day_end", ChicagoTime.end(day));
                draft.add(row);
            }
        });
        return draft.publish();
    }

    /** The counts of the days from the first up to the last, both included, for every station. */
    FeatureGroupVersion ingestEntries(LocalDate first, LocalDate last) {
        FeatureDraft draft = features.draft(entries.name().value()).message("Entries " + first + " to " + last);
        ChicagoTable.entries().days().forEach((day, counts) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                counts.forEach((station, count) -> draft.add(Map.of(
                        "station",
                        station,
                        "day_end",
                        ChicagoTime.end(day),
                        COUNT,
                        count,
                        PUBLISHED,
                        ChicagoTime.published(day))));
            }
        });
        return draft.publish();
    }
}
