package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of a workspace, on each of the stores that need no server. */
abstract class RunsTests {

    private final Hands hands = new Hands();
    private final ObjectStore store;
    private final Workbench bench;
    private final Runs runs;

    /** @param opened a store that goes by this clock */
    RunsTests(Function<Clock, ObjectStore> opened) {
        this.store = opened.apply(hands);
        this.bench = new Workbench(store, hands, "Anna@Acme");
        this.runs = bench.runs();
    }

    @AfterEach
    void close() {
        bench.close();
        store.close();
    }

    @Test
    void aRunSucceedsWhenItsBodyReturnsAndGivesWhatTheBodyGave() {
        String result = runs.run("churn/xgb", run -> {
            run.param("depth", 6).param("eta", 0.3f).param("booster", "gbtree").param("gpu", false);
            run.metric("auc", 0.7, 0).metric("auc", 0.9, 1).tag("stage", "try").note("first");
            return run.name().value();
        });

        RunSummary run = runs.get(result);
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.params()).hasToString("{booster=gbtree, depth=6, eta=0.3, gpu=false}");
        assertThat(run.metrics()).containsOnly(entry("auc", 0.9));
        assertThat(run.tags()).hasToString("{stage=try}");
        assertThat(run.note()).isEqualTo("first");
        assertThat(run.points()).isEqualTo(2);
        assertThat(run.ended()).isPresent();
        assertThat(run.reason()).isEmpty();
        assertThat(runs.points(result, "auc"))
                .extracting(MetricPoint::step, MetricPoint::value)
                .containsExactly(tuple(OptionalLong.of(0), 0.7), tuple(OptionalLong.of(1), 0.9));
    }

    @Test
    void aBodyThatThrowsMakesTheRunFailAndItsExceptionArrives() {
        IOException thrown = new IOException("no such disk");

        assertThatThrownBy(() -> runs.run("churn/xgb", run -> {
                    run.metric("auc", 0.5);
                    throw thrown;
                }))
                .isSameAs(thrown);

        RunSummary run = runs.list("churn").get(0);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason()).isEqualTo("java.io.IOException: no such disk");
        assertThat(run.points()).isEqualTo(1);
    }

    @Test
    void aReasonOfAnyLengthOrFormIsCutAndKept() {
        try (Run run = runs.start("churn/xgb")) {
            run.fail("\ud800" + "\ud83d\ude00".repeat(5_000));
        }

        assertThat(runs.list("churn").get(0).reason()).isEqualTo("?" + "\ud83d\ude00".repeat(499));
    }

    @Test
    void aRunThatIsClosedWithoutAnOutcomeHasFailedAndSaysSo() {
        runs.start("churn/xgb").close();

        RunSummary run = runs.list("churn").get(0);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.reason()).isEqualTo("closed without an outcome");
    }

    @Test
    void aFinishedRunTakesNothingMore() {
        Run run = runs.start("churn/xgb");
        run.succeed();
        run.close();

        assertThatThrownBy(() -> run.metric("auc", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.param("depth", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.fail("no")).isInstanceOf(IllegalStateException.class);
        assertThat(runs.get(run.name().value()).status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void eachStartIsANewRunBelowTheActorsName() {
        Run first = runs.start("churn/xgb");
        Run second = runs.start("churn/xgb");

        assertThat(first.name().value()).matches("growth/anna-acme/churn/xgb-[0-9a-z]{8}");
        assertThat(second.name()).isNotEqualTo(first.name());
        assertThat(runs.list("churn")).extracting(RunSummary::name).contains(first.name(), second.name());
        String own = first.name().value().substring("growth/anna-acme/".length());
        assertThat(runs.get(own).name()).isEqualTo(first.name());
        assertThat(runs.get("anna-acme/" + own).name()).isEqualTo(first.name());
    }

    @Test
    void aNameWithoutExperimentIsRefusedWithAnExample() {
        assertThatThrownBy(() -> runs.start("xgb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'churn/xgb'");
        assertThatThrownBy(() -> runs.get("xgb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runs.get("churn/none")).isInstanceOf(NotFoundException.class);
        assertThat(runs.find("churn/none")).isEmpty();
    }

    @Test
    void runsAreListedByExperimentForOneUserOrAll() {
        runs.run("churn/a", run -> run.metric("auc", 0.1));
        runs.run("uplift/a", run -> run.metric("auc", 0.2));
        try (Workbench ben = new Workbench(store, new Hands(), "ben")) {
            ben.runs().run("churn/b", run -> run.metric("auc", 0.3));
            bench.workspace()
                    .datasets()
                    .draft("churn")
                    .addBytes("a.csv", Workbench.bytes("1"))
                    .publish();
        }

        assertThat(runs.list("churn")).hasSize(2);
        assertThat(runs.list("ben/churn")).hasSize(1);
        assertThat(runs.list()).hasSize(3);
        assertThat(runs.list("none")).isEmpty();
    }

    @Test
    void nanAndTheInfinitiesAreMeasuredReadBackAndComeLast() {
        runs.run("churn/a", run -> run.metric("loss", Double.NaN));
        runs.run("churn/b", run -> run.metric("loss", Double.POSITIVE_INFINITY).metric("loss", 0.25));
        runs.run("churn/c", run -> run.metric("loss", Double.NEGATIVE_INFINITY));

        assertThat(runs.leaderboard("churn", "loss").runs())
                .extracting(run -> run.metrics().get("loss"))
                .containsExactly(0.25, Double.NEGATIVE_INFINITY, Double.NaN);
        assertThat(runs.leaderboard("churn", "loss", MetricOrder.LOWEST_FIRST).runs())
                .extracting(run -> run.metrics().get("loss"))
                .containsExactly(Double.NEGATIVE_INFINITY, 0.25, Double.NaN);
        String b = runs.leaderboard("churn", "loss").runs().get(0).name().value();
        assertThat(Workbench.values(runs.points(b, "loss"))).containsExactly(Double.POSITIVE_INFINITY, 0.25);
    }

    @Test
    void theLeaderboardShowsTheBestFirstAndLeavesOutWhatHasNoSuchMetric() {
        for (double auc : List.of(0.8, 0.9, 0.7)) {
            runs.run("churn/xgb", run -> run.param("depth", 6).metric("auc", auc));
        }
        runs.run("churn/other", run -> run.metric("loss", 1));

        Leaderboard board = runs.leaderboard("churn", "auc");

        assertThat(board.runs()).extracting(run -> run.metrics().get("auc")).containsExactly(0.9, 0.8, 0.7);
        assertThat(board.toString().lines().toList().get(1))
                .matches("1 +0\\.9 +growth/anna-acme/churn/xgb-\\w{8} +succeeded +\\{depth=6}");
    }

    @Test
    void runsAreComparedSideBySide() {
        String a = runs.run("churn/a", run -> run.param("depth", 6).metric("auc", 0.8))
                .name()
                .value();
        String b = runs.run("churn/b", run -> run.param("depth", 8).param("eta", 0.1))
                .name()
                .value();

        RunComparison table = runs.compare(a, b);

        assertThat(table.differingParams()).containsExactly("depth", "eta");
        assertThat(table.toString())
                .containsPattern("(?m)^depth +6 +8$")
                .containsPattern("(?m)^eta +- +0.1$")
                .containsPattern("(?m)^auc +0.8 +-$")
                .containsPattern("(?m)^status +succeeded +succeeded$");
    }

    @Test
    void filesScriptsAndTheEnvironmentAreKept(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("train.py"), "print()");
        Path docker = Files.writeString(folder.resolve("Dockerfile.train"), "FROM scratch");
        Path notebook = Files.writeString(folder.resolve("look.ipynb"), "{}");
        String name = runs.run("churn/xgb", run -> run.script(script)
                        .dockerfile(docker)
                        .notebook(notebook)
                        .addFile(script, "extra/copy.py"))
                .name()
                .value();

        assertThat(runs.files(name))
                .extracting(VersionFile::path)
                .containsExactly(
                        "Dockerfile", "environment.json", "extra/copy.py", "notebooks/look.ipynb", "scripts/train.py");
        assertThat(text(name, "scripts/train.py")).isEqualTo("print()");
        assertThat(text(name, "environment.json"))
                .contains("\"java\":{\"version\":\"" + System.getProperty("java.version") + "\"")
                .doesNotContain(System.getProperty("user.dir"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"metrics/part-0.jsonl", "Metrics/notes.txt", "METRICS", "environment.json", "Environment.JSON/a"
            })
    void aFileWhereTheRunKeepsItsOwnIsRefusedAndTheRunGoesOn(String path, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a");
        Run run = runs.start("churn/xgb");

        assertThatThrownBy(() -> run.addFile(file, path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
        run.addFile(file, "notes/metrics/a.txt").metric("auc", 1).succeed();

        assertThat(runs.get(run.name().value()).points()).isEqualTo(1);
    }

    @Test
    void aFolderThatHoldsSuchAFileIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("metrics")).resolve("a.csv"), "a");

        try (Run run = runs.start("churn/xgb")) {
            assertThatThrownBy(() -> run.addFiles(folder, "**")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aParamKeepsItsValueAndWordsHaveABound() {
        try (Run run = runs.start("churn/xgb")) {
            run.param("depth", 6).param("depth", 6);
            assertThatThrownBy(() -> run.param("depth", 7)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> run.note("x".repeat(13_000))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> run.tag("", "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> run.tag("t", "\ud800")).isInstanceOf(IllegalArgumentException.class);
            run.succeed();
        }

        assertThat(runs.list("churn").get(0).params()).hasToString("{depth=6}");
    }

    @Test
    void ofMoreMetricsThanTheStateHoldsAllPointsAreKept() {
        String name = runs.run("churn/xgb", run -> {
                    for (int metric = 0; metric < 500; metric++) {
                        run.metric("layer-" + metric + "/gradient", metric);
                    }
                    return run;
                })
                .name()
                .value();

        assertThat(runs.get(name).metrics()).hasSizeBetween(100, 300).containsEntry("layer-0/gradient", 0.0);
        assertThat(runs.get(name).points()).isEqualTo(500);
        assertThat(Workbench.values(runs.points(name, "layer-499/gradient"))).containsExactly(499.0);
    }

    @Test
    void ofTwoThatResumeTheLastOneWinsAndTheFormerIsRefused() {
        Run killed = runs.start("churn/xgb");
        String name = killed.name().value();
        killed.param("depth", 6).metric("auc", 0.1, 1).flush();
        try (Workbench one = new Workbench(store, new Hands(), "one");
                Workbench two = new Workbench(store, new Hands(), "two")) {
            Run first = one.runs().resume(name);
            first.metric("auc", 0.2, 2).flush();
            Run second = two.runs().resume(name);
            first.metric("auc", 0.25, 3);

            second.metric("auc", 0.3, 3).flush();

            assertThatThrownBy(first::flush)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("resumed");
            assertThatThrownBy(() -> first.metric("auc", 1)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(killed::succeed).isInstanceOf(ConflictException.class);
            first.close();
            killed.close();
            second.metric("auc", 0.4, 4).succeed();
        }

        RunSummary run = runs.get(name);
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.points()).isEqualTo(4);
        assertThat(run.params()).hasToString("{depth=6}");
        assertThat(Workbench.values(runs.points(name, "auc"))).containsExactly(0.1, 0.2, 0.3, 0.4);
    }

    @Test
    void aFailedRunIsResumedAndASucceededOneIsNot() {
        Run run = runs.start("churn/xgb");
        String name = run.name().value();
        run.fail("no luck");

        runs.resume(name).succeed();

        assertThat(runs.get(name).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(runs.get(name).reason()).isEmpty();
        assertThatThrownBy(() -> runs.resume(name)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> runs.resume("churn/none")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aRunThatMissesItsHeartbeatsIsLost() {
        String name = runs.start("churn/xgb").name().value();
        try (Workbench watcher = new Workbench(store, new Hands(), "ben")) {
            hands.pass(Duration.ofMinutes(4));
            assertThat(watcher.runs().get(name).status()).isEqualTo(RunStatus.RUNNING);
            hands.pass(Duration.ofMinutes(4));
            assertThat(watcher.runs().get(name).status()).isEqualTo(RunStatus.RUNNING);

            hands.stop();
            hands.pass(Duration.ofMinutes(7));

            assertThat(watcher.runs().get(name).status()).isEqualTo(RunStatus.LOST);
            assertThat(watcher.runs().list("churn").get(0).status()).isEqualTo(RunStatus.LOST);
        }
    }

    private String text(String name, String path) throws IOException {
        try (InputStream in = runs.open(name, path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
