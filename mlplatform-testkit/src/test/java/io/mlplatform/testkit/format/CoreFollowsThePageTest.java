package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Column;
import io.mlplatform.CommitResolution;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.Schema;
import io.mlplatform.Settings;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's own bytes, held against the page by a reader that knows nothing but the page. */
class CoreFollowsThePageTest {

    @TempDir
    Path folder;

    private MlPlatform platform;

    @BeforeEach
    void open() {
        platform = MlPlatform.open(folder.toUri().toString());
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void everyKindOfCommitAndAliasIsWrittenAsThePageHasIt() {
        DatasetVersion first = draft("growth/churn")
                .partitionBy("split", "dt")
                .addBytes("split=train/dt=a%3Ab/x.csv", bytes("1"))
                .addBytes("split=test/dt=__HIVE_DEFAULT_PARTITION__/x.csv", bytes("2"))
                .token("etl", Long.MAX_VALUE - 1, 0)
                .message("“June”\n\t\u0001 \ud83d\ude00")
                .publish();
        draft("growth/churn").addBytes("split=train/dt=2/y.csv", bytes("3")).publish();
        draft("growth/churn")
                .overwritePartitions()
                .addBytes("split=train/dt=2/z.csv", bytes("4"))
                .publish();
        DatasetVersion last =
                draft("growth/churn").delete("split=train/dt=2/z.csv").publish();
        platform.datasets().assign(first, "stable");
        platform.datasets().assign(last, "beta");
        platform.datasets().assign(last, "stable");
        platform.datasets().removeAlias("growth/churn", "beta");
        draft("growth/churn")
                .replace()
                .addBytes("split=train/dt=2/y.csv", bytes("3"))
                .publish();

        followsThePage(1);
    }

    @Test
    void modelsInputsMetricsAndApprovalsAreWrittenAsThePageHasThem() {
        DatasetVersion data =
                draft("growth/churn").addBytes("a.csv", bytes("1")).publish();
        ModelVersion first = model(data, "a");
        ModelVersion second = model(data, "b");
        platform.models().assign(first, "production", Approval.by("risk").because("first"));
        platform.models().assign(second, "production", Approval.by("risk"));
        platform.models().assign(second, "staging");
        model(data, "c");

        followsThePage(2);
    }

    @Test
    void segmentsRootsAndSpilledInputsAreWrittenAsThePageHasThem() {
        DatasetVersion raw = draft("growth/raw").addBytes("a.csv", bytes("1")).publish();
        DatasetDraft large = draft("growth/large").partitionBy("split", "dt");
        for (int i = 0; i < 300; i++) {
            large.addBytes(
                    "split=train/dt=" + (i == 7 ? "__HIVE_DEFAULT_PARTITION__" : i % 10) + "/" + i, bytes("" + i));
        }
        for (int i = 0; i < 100; i++) {
            large.uses(raw, "part-" + i);
        }
        large.publish();
        draft("growth/large").addBytes("split=train/dt=3/more", bytes("x")).publish();

        followsThePage(2);
    }

    @Test
    void schemasInEntriesAndInDocumentsAreWrittenAsThePageHasThem() {
        Schema small = Schema.of(Column.required("id", "int64"), Column.nullable("plan", "string"));
        draft("growth/churn").addBytes("a.csv", bytes("1")).schema(small).publish();
        Schema wide = small.with(IntStream.range(0, 500)
                .mapToObj(i -> Column.nullable("feature_" + i, "list<float32>"))
                .toArray(Column[]::new));
        draft("growth/churn").addBytes("b.csv", bytes("2")).schema(wide).publish();
        draft("growth/churn").addBytes("c.csv", bytes("3")).publish();

        followsThePage(1);
    }

    @Test
    void filesInPlaceAreWrittenAsThePageHasThem() throws IOException {
        Path raw = Files.createDirectories(folder.resolve("raw/dt=1"));
        for (int i = 0; i < 200; i++) {
            Files.writeString(raw.resolve("a" + i), "1");
        }
        String place = folder.toUri().toString().replaceFirst("/$", "") + "/raw/";
        draft("growth/churn").partitionBy("dt").addReferences(place, "dt=1/a1").publish();
        draft("growth/churn").addReferences(place, "**").publish();
        draft("growth/churn").addBytes("dt=1/b.csv", bytes("2")).publish();
        try (Stream<Path> paths = Files.walk(folder.resolve("raw"))) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }

        followsThePage(1);
    }

    @Test
    void anEntityWhoseFirstWriteWasAbandonedBeginsWithTheNextCommit() {
        draft("growth/other").addBytes("a.csv", bytes("1")).publish();
        ExecutorService threads = DaemonThreads.pool("test", 2);
        try (LocalStore store = LocalStore.open(folder, Clock.systemUTC())) {
            Ulids ids = new Ulids(Clock.systemUTC(), new Random(7));
            Context context = new Context(Settings.defaults(), ids, attempt -> {}, threads, ProgressListener.SILENT);
            ZoneRoot root = new ZoneRoot(Zone.DATASETS, new StoreLocation(store, "datasets/"));
            EntityLog log = new EntityLog(root, EntityName.of("growth/churn"), context);

            assertThat(log.abandon(0, ids.ulid())).isEqualTo(CommitResolution.NOT_COMMITTED);
        } finally {
            threads.shutdown();
        }
        assertThat(platform.datasets().find("growth/churn")).isEmpty();

        assertThat(draft("growth/churn").addBytes("a.csv", bytes("1")).publish().version())
                .isEqualTo(1);

        followsThePage(2);
    }

    @Test
    void theGoldenFolderIsReadByTheLibrary(@TempDir Path copy) throws Exception {
        Lake lake = Lake.copy(copy.resolve("lake"));
        try (MlPlatform golden = MlPlatform.open(lake.root().toUri().toString())) {
            DatasetVersion second = golden.datasets().get("growth/churn@latest");
            ModelVersion model = golden.models().get("growth/churn@production");

            assertThat(second.version()).isEqualTo(2);
            assertThat(second.files()).isEqualTo(5);
            assertThat(golden.datasets().get("growth/churn@stable").version()).isEqualTo(1);
            assertThat(golden.datasets().verify(second)).isEmpty();
            assertThat(model.version()).isEqualTo(2);
            assertThat(golden.models().get("growth/churn@1").inputs().get(0).ref())
                    .isEqualTo(second.ref());
            golden.datasets()
                    .draft("growth/churn")
                    .addBytes("split=test/at=1/new.csv", bytes("x"))
                    .publish();
            golden.models().assign(golden.models().get("growth/churn@1"), "production", Approval.by("risk"));
        }

        assertThat(lake.read().findings()).isEmpty();
    }

    private void followsThePage(int entities) {
        FormatReport report = FormatReader.read(folder);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entities()).hasSize(entities);
    }

    private DatasetDraft draft(String name) {
        return platform.datasets().draft(name);
    }

    private ModelVersion model(DatasetVersion data, String text) {
        return platform.models()
                .draft("growth/churn")
                .addBytes("model.onnx", bytes(text))
                .uses(data)
                .metric("loss", Double.NaN)
                .metric("auc", 0.93)
                .metric("tiny", Double.MIN_VALUE)
                .publish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
