package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.Requests;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests each job makes, which ones, and how many of them wait for each other. */
class BudgetTest {

    private static final Approval BOARD = Approval.by("board");

    private final MemoryStore memory = Lab.memory();
    private final HopClock clock = new HopClock();
    private final ExecutorService executor = clock.executor(Executors.newFixedThreadPool(8));
    private final MeteredObjectStore store = new MeteredObjectStore(memory, clock);

    @AfterEach
    void stop() {
        executor.shutdownNow();
        store.close();
    }

    @Test
    void byNumberASmallVersionIsOneGet() {
        Lab.publish(Lab.open(memory), "a.csv", "a");
        MlPlatform ml = open();
        expect(run(() -> ml.datasets().get(Lab.NAME + "@1")), 1, "GET _versions/1.json");
    }

    @Test
    void byNumberALargeVersionIsTwoGets() {
        Lab.segmented(Lab.open(memory)).publish();
        MlPlatform ml = open();
        expect(run(() -> ml.datasets().get(Lab.NAME + "@1")), 2, "GET _versions/1.json", "GET _manifests/*/*.json.gz");
    }

    @Test
    void theLatestIsAListAndAGet() {
        Lab.publish(Lab.open(memory), "a.csv", "a");
        MlPlatform ml = open();
        expect(run(() -> ml.datasets().get(Lab.NAME)), 2, "LIST _log/", "GET _log/0.json");
    }

    @Test
    void theLatestTakesAGetMoreBehindAnotherEventAndOneForALargeRoot() {
        MlPlatform clean = Lab.open(memory);
        clean.datasets().assign(Lab.segmented(clean).publish(), "stable");
        MlPlatform ml = open();
        expect(
                run(() -> ml.datasets().get(Lab.NAME)),
                4,
                "LIST _log/",
                "GET _log/1.json",
                "GET _log/0.json",
                "GET _manifests/*/*.json.gz");
    }

    @Test
    void aPlainAliasIsAListAndTwoGets() {
        MlPlatform clean = Lab.open(memory);
        clean.datasets().assign(Lab.publish(clean, "a.csv", "a"), "stable");
        MlPlatform ml = open();
        expect(
                run(() -> ml.datasets().get(Lab.NAME + "@stable")),
                3,
                "LIST _log/",
                "GET _log/1.json",
                "GET _versions/1.json");
    }

    @Test
    void aProtectedAliasIsAListAndTwoGets() {
        MlPlatform clean = Lab.open(memory);
        clean.models().assign(Lab.model(clean, "m"), "production", BOARD);
        MlPlatform ml = open();
        expect(
                run(() -> ml.models().get(Lab.NAME + "@production")),
                3,
                "LIST _aliases/production/",
                "GET _aliases/production/0.json",
                "GET _versions/1.json");
    }

    @Test
    void theFirstPublishIsFourHops() {
        MlPlatform ml = open();
        Requests seen = run(() -> Lab.publish(ml, "a.csv", "a"));
        expect(
                seen,
                4,
                "PUT _platform/layout.json",
                "LIST _log/",
                "UPLOAD data/*/a.csv",
                "UPLOAD _entities/growth!churn",
                "PUT _log/0.json",
                "PUT _log/0.json",
                "PUT _versions/1.json");
    }

    @Test
    void aLaterPublishIsFiveHops() {
        MlPlatform ml = open();
        Lab.publish(ml, "a.csv", "a");
        expect(
                run(() -> Lab.publish(ml, "b.csv", "b")),
                5,
                "LIST _log/",
                "GET _log/0.json",
                "UPLOAD data/*/b.csv",
                "PUT _log/1.json",
                "PUT _versions/2.json");
    }

    @Test
    void aFileThatTheVersionHasAlreadyIsNotSent() {
        MlPlatform ml = open();
        Lab.publish(ml, "a.csv", "a");
        expect(
                run(() -> Lab.draft(ml, "a.csv", "a")
                        .addBytes("b.csv", Lab.bytes("b"))
                        .replace()
                        .publish()),
                5,
                "LIST _log/",
                "GET _log/0.json",
                "UPLOAD data/*/b.csv",
                "PUT _log/1.json",
                "PUT _versions/2.json");
    }

    @Test
    void registeringInPlaceReadsAndStoresNoneOfTheFiles() {
        memory.put(ObjectKey.of("raw/a.csv"), Content.of("a"), PutCondition.always());
        MlPlatform ml = open();
        Lab.publish(ml, "b.csv", "b");
        Requests seen = run(() ->
                ml.datasets().draft(Lab.NAME).addReferences("mem:/raw/", "**").publish());
        assertThat(subjects(seen)).hasSize(5).noneMatch(subject -> subject.contains("a.csv"));
    }

    @Test
    void anotherProcessChecksThePredecessorAndTheStoreInNoMoreHops() {
        Lab.publish(Lab.open(memory), "a.csv", "a");
        MlPlatform ml = open();
        expect(
                run(() -> Lab.publish(ml, "b.csv", "b")),
                5,
                "LIST _log/",
                "GET _log/0.json",
                "HEAD _versions/1.json",
                "UPLOAD data/*/b.csv",
                "PUT _log/1.json",
                "PUT _log/1.json",
                "PUT _versions/2.json");
    }

    @Test
    void aPublishBehindManyFilesSendsTheTouchedSegmentsOnly() {
        MlPlatform clean = Lab.open(memory);
        Lab.segmented(clean).publish();
        MlPlatform ml = open();
        Requests seen = run(() -> Lab.publish(ml, "zz.csv", "z"));
        assertThat(subjects(seen))
                .filteredOn(subject -> subject.startsWith("UPLOAD"))
                .containsExactlyInAnyOrder(
                        "UPLOAD data/*/zz.csv", "UPLOAD _manifests/*/*.jsonl.gz", "UPLOAD _manifests/*/*.json.gz");
        // Two more than behind a small version: its root and its segments are read before anything can be staged.
        assertThat(seen.hops()).isEqualTo(7);
    }

    @Test
    void movingAPlainAliasIsThreeHops() {
        MlPlatform ml = open();
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        expect(
                run(() -> ml.datasets().assign(version, "stable")),
                3,
                "LIST _log/",
                "GET _log/0.json",
                "PUT _log/1.json");
    }

    @Test
    void movingAProtectedAliasIsFiveHops() {
        MlPlatform ml = open();
        ModelVersion first = Lab.model(ml, "1");
        ModelVersion second = Lab.model(ml, "2");
        ml.models().assign(first, "production", BOARD);
        expect(
                run(() -> ml.models().assign(second, "production", BOARD)),
                5,
                "LIST _aliases/production/",
                "LIST _log/",
                "GET _aliases/production/0.json",
                "GET _log/2.json",
                "PUT _log/3.json",
                "PUT _aliases/production/1.json",
                "PUT _log/4.json");
    }

    @Test
    void theFirstMoveOfAProcessStaysWithinSixHops() {
        MlPlatform clean = Lab.open(memory);
        ModelVersion first = Lab.model(clean, "1");
        ModelVersion second = Lab.model(clean, "2");
        clean.models().assign(first, "production", BOARD);
        MlPlatform ml = open();
        ModelVersion found = ml.models().get(second.ref().toVersionRef());
        Requests seen = run(() -> ml.models().assign(found, "production", BOARD));
        assertThat(seen.hops()).isEqualTo(6);
        assertThat(seen.beyondData()).isEqualTo(8);
    }

    @Test
    void aVersionThatTheProcessHasNotSeenIsVerifiedWhileTheLogsAreRead() {
        MlPlatform clean = Lab.open(memory);
        ModelVersion first = Lab.model(clean, "1");
        ModelVersion second = Lab.model(clean, "2");
        clean.models().assign(first, "production", BOARD);
        MlPlatform ml = open();
        Requests seen = run(() -> ml.models().assign(second, "production", BOARD));
        assertThat(seen.hops()).isEqualTo(6);
        assertThat(seen.beyondData()).isEqualTo(9);
    }

    private MlPlatform open() {
        return MlPlatform.builder()
                .store(store, "")
                .settings(Lab.SETTINGS)
                .executor(executor)
                .time(Lab.clock(), Lab.dice())
                .open();
    }

    private Requests run(Runnable job) {
        Requests before = store.snapshot();
        job.run();
        return store.since(before);
    }

    private static void expect(Requests seen, long hops, String... requests) {
        assertThat(subjects(seen)).containsExactlyInAnyOrder(requests);
        assertThat(seen.hops()).as(seen.toString()).isEqualTo(hops);
    }

    /** Each request without what is the same, or another, in every run. */
    private static List<String> subjects(Requests seen) {
        return seen.all().stream()
                .map(request -> request.kind() + " " + shown(request.subject()))
                .toList();
    }

    private static String shown(String subject) {
        String shortened = subject.replaceFirst("^(datasets|models)/(" + Lab.NAME + "/)?", "");
        return Arrays.stream(shortened.split("/", -1))
                .map(part -> part.replaceFirst("^[0-9]{10}-0{0,9}([0-9]+)\\.json$", "$1.json")
                        .replaceFirst("^0{1,9}([0-9]+)\\.json$", "$1.json")
                        .replaceFirst("^[0-9a-f]{64}", "*")
                        .replaceFirst("^[0-9a-z]{26}$", "*"))
                .reduce((left, right) -> left + "/" + right)
                .orElseThrow();
    }
}
