package io.mlplatform.examples.rides;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.examples.rides.TrainingRows.PastMorning;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.Spine;
import io.mlplatform.features.TrainingSetDraft;
import io.mlplatform.models.ModelVersion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The study itself, from tables to a served forecast; prints as it goes. */
final class RidesStudy {

    static final LocalDate FIRST = LocalDate.parse("2014-01-01");
    static final LocalDate LAST_OF_TRAINING = LocalDate.parse("2015-12-31");
    static final LocalDate LAST = LocalDate.parse("2016-08-14");
    private static final String MODEL_FILE = "rides.tribuo";
    private static final String TRAINING_FILE = "part-0.parquet";
    private static final int SERVED_DAYS = 7;

    private final MlPlatform ml;
    private final FeatureRepository features;
    private final ChicagoGroups groups;
    private final String team;
    private final Path work;
    private final PrintStream out;

    /**
     * A study in an open platform, which stays the caller's to close.
     *
     * @param team the first segment of the names of what is made
     * @param work an empty folder for the files that are written and fetched on the way
     */
    RidesStudy(MlPlatform ml, String team, Path work, PrintStream out) {
        this.ml = ml;
        this.features = FeatureRepository.of(ml);
        this.groups = new ChicagoGroups(features, team);
        this.team = team;
        this.work = work;
        this.out = out;
    }

    RidesFindings run() {
        step("Define two feature groups, and ingest the years up to 2015");
        groups.define();
        FeatureGroupVersion weather = shown(groups.ingestWeather(FIRST, LAST_OF_TRAINING));
        FeatureGroupVersion entries = shown(groups.ingestEntries(FIRST, LAST_OF_TRAINING));

        step("Join them as they were known when each day began, and train");
        DatasetVersion training =
                shown(mornings(weather, entries, FIRST, LAST_OF_TRAINING).publish(team + "/rides-training"));
        RidesForecast forecast =
                RidesForecast.train(rows(training), training.ref().toString());

        step("Ingest 2016, which the model has not seen, and score the forecasts of its days");
        FeatureGroupVersion laterWeather = shown(groups.ingestWeather(LAST_OF_TRAINING.plusDays(1), LAST));
        FeatureGroupVersion laterEntries = shown(groups.ingestEntries(LAST_OF_TRAINING.plusDays(1), LAST));
        List<PastMorning> heldOut = heldOut(laterWeather, laterEntries);
        double error = forecast.error(heldOut);
        ModelVersion model = shown(publish(forecast, training, error));

        step("See what the model was made from");
        show(ml.lineage().of(model));

        step("Serve the last week's mornings from an online store, by the model as it was published");
        ml.models().fetch(model, work.resolve("served"));
        Served served = new Mornings(
                        features,
                        groups,
                        RidesForecast.load(work.resolve("served").resolve(MODEL_FILE)))
                .serve(laterWeather, laterEntries, lastDays(heldOut), work.resolve("online.mv"));
        served.lines().forEach(this::show);

        RidesFindings findings = new RidesFindings(
                training,
                model,
                RidesForecast.naiveError(heldOut),
                error,
                heldOut.size(),
                served.forecasts(),
                served.different());
        out.println("\n" + findings);
        return findings;
    }

    /** What was known of each station when each day began. */
    private TrainingSetDraft mornings(
            FeatureGroupVersion weather, FeatureGroupVersion entries, LocalDate first, LocalDate last) {
        return features.trainingSet(Spine.records(spine(first, last)), "at")
                .join(entries, ChicagoGroups.COUNT)
                .knownAt(ChicagoGroups.PUBLISHED)
                .join(weather);
    }

    private List<PastMorning> rows(DatasetVersion training) {
        Path folder = work.resolve("training");
        ml.datasets().fetch(training, folder);
        return TrainingRows.read(folder.resolve(TRAINING_FILE));
    }

    private List<PastMorning> heldOut(FeatureGroupVersion weather, FeatureGroupVersion entries) {
        Path file = work.resolve("held-out.parquet");
        shown(mornings(weather, entries, LAST_OF_TRAINING.plusDays(1), LAST).write(file));
        return TrainingRows.read(file);
    }

    /** A row for each station and day: what is asked, when, and the answer to learn. */
    private static List<Map<String, Object>> spine(LocalDate first, LocalDate last) {
        List<Map<String, Object>> rows = new ArrayList<>();
        ChicagoTable.entries().days().forEach((day, counts) -> {
            if (!day.isBefore(first) && !day.isAfter(last)) {
                counts.forEach((station, count) -> rows.add(Map.of(
                        "city",
                        ChicagoGroups.CITY,
                        "station",
                        station,
                        "day",
                        day.toString(),
                        "at",
                        ChicagoTime.begin(day),
                        "actual",
                        count)));
            }
        });
        return rows;
    }

    private ModelVersion publish(RidesForecast forecast, DatasetVersion training, double error) {
        Path file = work.resolve(MODEL_FILE);
        forecast.save(file);
        return ml.models()
                .draft(team + "/rides-forecast")
                .addFile(file)
                .uses(training)
                .metric("held-out-rmse", error)
                .message("Forest on the mornings up to " + LAST_OF_TRAINING)
                .publish();
    }

    private static List<PastMorning> lastDays(List<PastMorning> heldOut) {
        return heldOut.stream()
                .filter(example -> example.morning().day().isAfter(LAST.minusDays(SERVED_DAYS)))
                .toList();
    }

    private void step(String title) {
        out.println("\n" + title);
    }

    private void show(Object shown) {
        out.print(shown.toString().indent(2));
    }

    private <T> T shown(T value) {
        show(value);
        return value;
    }
}
