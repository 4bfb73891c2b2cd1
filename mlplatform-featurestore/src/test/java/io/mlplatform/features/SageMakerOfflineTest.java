package io.mlplatform.features;

import static io.mlplatform.features.Lake.at;
import static io.mlplatform.features.Lake.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files in the layout of SageMaker's offline store, as AWS tells it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html">Offline store data format</a>
 */
class SageMakerOfflineTest {

    private static final String DATA = "sm/111122223333/sagemaker/eu-west-1/offline-store/activity-1593511200/data/";
    private static final String TEN = "year=2026/month=11/day=22/hour=10/20261122T105959Z_108934320012Az11.parquet";
    private static final String ELEVEN = "year=2026/month=11/day=22/hour=11/20261122T115959Z_208934320012Az12.parquet";
    private static final String LATE = "year=2026/month=11/day=22/hour=10/20261122T101500Z_308934320012Az13.parquet";

    @TempDir
    private Path folder;

    private Instant now = Lake.NOW;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final MemoryStore store = new MemoryStore(clock);
    private final MlPlatform platform = platform(1, ProgressListener.SILENT);
    private final FeatureRepository features = FeatureRepository.of(platform);

    @BeforeEach
    void define() {
        features.define(Lake.activity().build());
    }

    @AfterEach
    void close() {
        platform.close();
        store.close();
    }

    @Test
    void whatSageMakerWroteTrainsAsItWouldThere() throws IOException {
        put(
                TEN,
                line(1, "1795342200.25", 5, "10:00:01", "10:04:00", false),
                line(2, "1795342200.25", 6, "10:00:01", "10:04:00", false),
                // Put again with the same event time: the later invocation counts, though it was written first.
                line(3, "1795342200.25", 8, "10:00:09", "10:04:00", false),
                // Of the same invocation time too: what was written later counts, though it stands before.
                line(4, "1795342200.25", 10, "10:00:01", "10:06:00", false),
                line(4, "1795342200.25", 9, "10:00:01", "10:05:00", false),
                line(2, "1795342201.0", null, "10:00:02", "10:04:00", true));
        put(ELEVEN, line(3, "1795342200.25", 7, "10:00:05", "11:04:00", false));
        wait(16);

        FeatureGroupVersion version =
                features.draft("growth/activity").addSageMakerOffline(place()).publish();

        assertThat(version.ingested()).isEqualTo(7);
        assertThat(trained(version, "2026-11-22T10:10:00.249999Z", 1)).containsExactly(tuple(1L, null, "missing"));
        assertThat(trained(version, "2026-11-22T10:10:00.250000Z", 1)).containsExactly(tuple(1L, 5L, "found"));
        assertThat(trained(version, "2026-11-22T10:30:00Z", 1, 2, 3, 4))
                .containsExactly(
                        tuple(1L, 5L, "found"),
                        tuple(2L, null, "deleted"),
                        tuple(3L, 8L, "found"),
                        tuple(4L, 10L, "found"));
        assertThat(features.verify(version)).isEmpty();
    }

    @Test
    void eachIngestTakesWhatCameSinceTheOneBeforeAlsoIntoAnOldHour() throws IOException {
        put(TEN, line(1, "1795342200.0", 1, "10:00:01", "10:04:00", false));
        wait(16);
        assertThat(ingest().ingested()).isEqualTo(1);
        put(ELEVEN, line(1, "1795345800.0", 2, "11:00:01", "11:04:00", false));
        put(LATE, line(1, "1795342000.0", 3, "11:00:01", "11:04:00", false));

        // They came just now: what is uploaded in parts may appear behind them with an older time.
        assertThat(ingest().version()).isEqualTo(1);
        wait(16);
        FeatureGroupVersion second = ingest();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.ingested()).isEqualTo(2);
        wait(60);
        assertThat(ingest()).isEqualTo(second);
    }

    @Test
    void otherIngestsAndDefinitionsAndCompactionsForgetNothingOfWhatWasTaken() throws IOException {
        put(TEN, line(1, "1795342200.0", 1, "10:00:01", "10:04:00", false));
        wait(16);
        ingest();
        features.draft("growth/activity")
                .add(Lake.visits(1, "2026-11-22T10:00:00Z", 9))
                .publish();
        features.define(Lake.activity().feature("plan", FeatureType.STRING).build());
        FeatureGroupVersion compacted = features.compact("growth/activity");
        wait(60);

        assertThat(ingest()).isEqualTo(compacted);
    }

    @Test
    void ofTwoIngestsFromOnePlaceAtTheSameTimeOneIsRefusedAndNothingIsTakenTwice() throws IOException {
        put(TEN, line(1, "1795342200.0", 1, "10:00:01", "10:04:00", false));
        wait(16);
        AtomicBoolean overtaken = new AtomicBoolean();
        ProgressListener overtake = progress -> {
            if (overtaken.compareAndSet(false, true)) {
                ingest();
            }
        };
        try (MlPlatform slow = platform(2, overtake)) {
            FeatureDraft draft =
                    FeatureRepository.of(slow).draft("growth/activity").addSageMakerOffline(place());
            assertThatThrownBy(draft::publish)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("publish a new draft");
        }
        assertThat(overtaken).isTrue();
        assertThat(features.get("growth/activity").version()).isEqualTo(1);
    }

    @Test
    void aFolderOfCopiesIsTakenWholeWithTimesAsText() throws IOException {
        features.define(FeatureGroup.named("growth/texts")
                .key("customer", FeatureType.STRING)
                .eventTime("at")
                .feature("active", FeatureType.BOOLEAN)
                .feature("since", FeatureType.TIMESTAMP)
                .feature("score", FeatureType.DOUBLE)
                .build());
        Path file = folder.resolve("copies").resolve(TEN);
        Files.createDirectories(file.getParent());
        ParquetRows.write(
                file,
                "SELECT 'a' AS customer, '2026-11-22T10:10:00.250Z' AS at, 'true' AS active,"
                        + " '2026-01-01T00:00:00Z' AS since, 0.5::DOUBLE AS score, "
                        + system("10:00:01", "10:04:00", false));

        FeatureGroupVersion version = features.draft("growth/texts")
                .addSageMakerOffline(folder.resolve("copies"))
                .publish();

        features.fetch(version, folder.resolve("texts"));
        assertThat(ParquetRows.read(folder.resolve("texts")
                        .resolve(features.files(version).get(0).path())))
                .containsExactly(row(
                        "customer",
                        "a",
                        "at",
                        at("2026-11-22T10:10:00.25Z"),
                        "active",
                        true,
                        "since",
                        at("2026-01-01T00:00:00Z"),
                        "score",
                        0.5,
                        "api_invocation_time",
                        at("2026-11-22T10:00:01Z"),
                        "write_time",
                        now,
                        "_ordinal",
                        0L,
                        "is_deleted",
                        false));
    }

    @Test
    void whatIsWrongIsNamedByFileRowAndColumn() throws IOException {
        put(ELEVEN, line(1, "1795345800.0", 2, "11:00:01", "11:04:00", false));
        put(
                TEN,
                line(1, "1795342200.0", 1, "10:00:01", "10:04:00", false),
                line(1, "1e300", 1, "10:00:01", "10:04:00", false));
        wait(16);

        assertThatThrownBy(this::ingest)
                .isInstanceOfSatisfying(FeatureDataException.class, e -> {
                    assertThat(e.row()).hasValue(2);
                    assertThat(e.column()).hasValue("at");
                })
                .hasMessageContaining(TEN + " row 2 column 'at'")
                .hasMessageContaining("'1e+300' is not a time");
        features.define(Lake.activity().feature("plan", FeatureType.STRING).build());
        putSql(TEN, line(1, "1795342200.0", 1, "10:00:01", "10:04:00", false) + ", 5 AS plan, 6 AS level");
        wait(16);
        assertThatThrownBy(this::ingest)
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("column 'level'")
                .hasMessageContaining("define the feature first");
        assertThat(features.find("growth/activity")).isEmpty();
    }

    @Test
    void whatIsNoOfflineStoreIsRefused() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        ParquetRows.write(plain.resolve("a.parquet"), "SELECT 1::BIGINT AS customer, 1.0::DOUBLE AS at");

        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addSageMakerOffline(plain)
                        .publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("ResolvedOutputS3Uri");
        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addSageMakerOffline(Files.createDirectories(folder.resolve("empty")))
                        .publish())
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("no .parquet files");
        assertThatThrownBy(() -> features.draft("growth/activity")
                        .addSageMakerOffline("ftp://elsewhere/data")
                        .publish())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the zone's store");
        assertThatThrownBy(this::ingest)
                .isInstanceOf(FeatureDataException.class)
                .hasMessageContaining("no rows");
        assertThat(features.find("growth/activity")).isEmpty();
    }

    private FeatureGroupVersion ingest() {
        return features.draft("growth/activity").addSageMakerOffline(place()).publish();
    }

    private List<org.assertj.core.groups.Tuple> trained(FeatureGroupVersion version, String time, long... customers) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (long customer : customers) {
            points.add(Lake.point(customer, time));
        }
        Path file = folder.resolve(time.replace(':', '-') + ".parquet");
        features.trainingSet(Spine.records(points), "t").join(version).write(file);
        return ParquetRows.read(file).stream()
                .map(row -> tuple(row.get("customer"), row.get("visits"), row.get("activity_status")))
                .toList();
    }

    private String place() {
        return store.location() + "/" + DATA;
    }

    private void wait(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private void put(String path, String... lines) throws IOException {
        putSql(path, String.join(" UNION ALL ", lines));
    }

    private void putSql(String path, String sql) throws IOException {
        Path file = ParquetRows.write(folder.resolve(path.replace('/', '-')), sql);
        store.put(ObjectKey.of(DATA + path), Content.of(file), PutCondition.always());
    }

    private static String line(
            long customer, String seconds, Integer visits, String invoked, String written, boolean deleted) {
        return "SELECT " + customer + "::BIGINT AS customer, " + seconds + "::DOUBLE AS at, " + visits
                + "::BIGINT AS visits, " + system(invoked, written, deleted);
    }

    private static String system(String invoked, String written, boolean deleted) {
        return "TIMESTAMP '2026-11-22 " + written + "' AS write_time, TIMESTAMP '2026-11-22 " + invoked
                + "' AS api_invocation_time, " + deleted + " AS is_deleted";
    }

    private MlPlatform platform(long seed, ProgressListener listener) {
        return MlPlatform.builder()
                .store(store, "")
                .progress(listener)
                .time(clock, new Random(seed))
                .open();
    }
}
