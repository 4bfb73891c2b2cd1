package io.mlplatform.examples.rides;

import io.mlplatform.examples.rides.TrainingRows.PastMorning;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.online.EmbeddedOnlineStore;
import io.mlplatform.features.online.OnlineAnswer;
import io.mlplatform.features.online.OnlineStore;
import io.mlplatform.features.online.RecordKey;
import io.mlplatform.features.online.Serving;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Serves forecasts as a program would that wakes up each morning: it stores what has become known, asks online, and tells. */
final class Mornings {

    private static final Duration LOOK_BACK = Duration.ofDays(45);

    private final FeatureRepository features;
    private final ChicagoGroups groups;
    private final RidesForecast forecast;

    Mornings(FeatureRepository features, ChicagoGroups groups, RidesForecast forecast) {
        this.features = features;
        this.groups = groups;
        this.forecast = forecast;
    }

    /** @param offline the same mornings, with the features that a training set has */
    Served serve(FeatureGroupVersion weather, FeatureGroupVersion entries, List<PastMorning> offline, Path file) {
        Map<LocalDate, List<PastMorning>> days = offline.stream()
                .collect(Collectors.groupingBy(example -> example.morning().day(), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        int different = 0;
        for (Map.Entry<LocalDate, List<PastMorning>> day : days.entrySet()) {
            LocalDate today = day.getKey();
            Clock now = Clock.fixed(ChicagoTime.begin(today), ZoneOffset.UTC);
            try (OnlineStore store = EmbeddedOnlineStore.open(file, now)) {
                Serving serving = Serving.of(features, store, now);
                materialize(serving, weather, ChicagoTime.end(today.minusDays(1)));
                materialize(serving, entries, ChicagoTime.end(ChicagoTime.lastPublished(today)));
                for (PastMorning example : day.getValue()) {
                    Morning online = ask(store, example.morning().station(), today);
                    double told = forecast.of(online);
                    boolean same = online.equals(example.morning()) && told == forecast.of(example.morning());
                    different += same ? 0 : 1;
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s %-10s %6.2f thousand forecast, %s offline, %6.2f came",
                            today,
                            online.station(),
                            told,
                            same ? "the same" : "another",
                            example.actual()));
                }
            }
        }
        return new Served(offline.size(), different, lines);
    }

    // Up to that event time, which is included.
    private static void materialize(Serving serving, FeatureGroupVersion version, Instant last) {
        serving.materialize(version, last.minus(LOOK_BACK), last.plusNanos(1_000));
    }

    private Morning ask(OnlineStore store, String station, LocalDate day) {
        Map<String, Double> known = new LinkedHashMap<>();
        put(known, store, groups.entries(), RecordKey.of(station), List.of(ChicagoGroups.COUNT));
        put(known, store, groups.weather(), RecordKey.of(ChicagoGroups.CITY), ChicagoGroups.WEATHER);
        return new Morning(station, day, known);
    }

    private static void put(
            Map<String, Double> known, OnlineStore store, FeatureGroup group, RecordKey key, List<String> names) {
        OnlineAnswer answer = store.get(group, key);
        for (String name : names) {
            if (answer.features().get(name) instanceof Double value) {
                known.put(name, value);
            }
        }
    }
}
