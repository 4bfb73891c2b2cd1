package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills collectors in the midst of a sweep, one after the other, every other one beside a publisher that is killed then too,
 * and checks after each kill that what is live stands, and that two later collections leave no garbage.
 */
final class CollectorKills {

    // Its log is read as a whole by each collection.
    private static final int ROUNDS_OF_A_DATASET = 5;
    private static final String STRANDED = "01j";
    private static final int WITHOUT_END = 10_000;
    private static final int PUBLISHES = 10;
    private static final int FILES_OF_A_PUBLISH = 50;
    // The condemnation, the deletion, and the entry that tells of it.
    private static final int CHANGES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SharedPlace place;
    private final Path work;
    private final Random random;
    private final LaterCollections later;
    private String dataset = "";
    private boolean finished;
    private int halfDone;
    private long garbage;

    CollectorKills(SharedPlace place, Path work, long seed) {
        this.place = place;
        this.later = new LaterCollections(place);
        this.work = work;
        this.random = new Random(seed);
    }

    /** How many were killed between their first change and their last. */
    int run(int kills) throws IOException, InterruptedException {
        for (int round = 0; round < kills; round++) {
            dataset = "growth/churn-" + round / ROUNDS_OF_A_DATASET;
            prepare(round);
            long condemnations = condemnations();
            List<Acknowledgement> beside = round % 2 == 0 ? List.of() : killBesideAPublisher(round);
            if (round % 2 == 0) {
                kill(round);
            }
            check(beside, condemnations);
        }
        assertThat(garbage).isPositive();
        return halfDone;
    }

    private void prepare(int round) {
        try (MlPlatform platform = later.open()) {
            publish(platform, round, "old");
            DatasetVersion last = platform.datasets().get(dataset);
            publish(platform, round, "new");
            platform.datasets().retire(last);
            List<Upload> uploads = new ArrayList<>();
            for (int i = 0; i < PUBLISHES * FILES_OF_A_PUBLISH; i++) {
                String txn = String.format(Locale.ROOT, STRANDED + "%05d%018d", round, i / FILES_OF_A_PUBLISH);
                byte[] bytes = {(byte) i};
                ObjectKey key =
                        ObjectKey.of(place.prefix() + "datasets/" + dataset + "/data/" + txn + "/" + i + ".csv");
                uploads.add(new Upload(key, Content.of(bytes), Digest.of(bytes)));
            }
            place.store().upload(uploads, TransferListener.SILENT);
        }
    }

    private void publish(MlPlatform platform, int round, String text) {
        platform.datasets()
                .draft(dataset)
                .replace()
                .addBytes("part.csv", (text + round).getBytes(StandardCharsets.UTF_8))
                .addBytes("same.csv", (text + round).getBytes(StandardCharsets.UTF_8))
                .publish();
    }

    /** What a publisher was told that worked all the while, and was then killed too. */
    private List<Acknowledgement> killBesideAPublisher(int round) throws IOException, InterruptedException {
        try (RunningPublisher publisher =
                RunningPublisher.start(place, dataset, "beside-" + round, WITHOUT_END, work)) {
            publisher.awaitReady();
            publisher.begin();
            kill(round);
            publisher.await(Phase.STAGED, publisher.acknowledgements().size() + 1);
            publisher.kill();
            assertThat(publisher.errors()).isEmpty();
            return publisher.acknowledgements();
        }
    }

    private void kill(int round) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(work.resolve("collector-" + round));
        // Before the first change, after the last one, and four times of five in between.
        int moment = 1 + random.nextInt(10);
        int halfChanges = moment == 1 ? 0 : moment == 10 ? 2 * CHANGES - 1 : 1 + random.nextInt(2 * CHANGES - 2);
        int change = 1 + halfChanges / 2;
        boolean before = halfChanges % 2 == 0;
        finished = change == CHANGES && !before;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CollectorProcess.class.getName(),
                place.uri(),
                dataset,
                folder.toString(),
                String.valueOf(before ? change : 0),
                String.valueOf(before ? 0 : change));
        builder.environment().clear();
        builder.environment().putAll(place.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        Process process = builder.start();
        try {
            long start = System.nanoTime();
            while (!Files.exists(folder.resolve(CollectorProcess.HELD))) {
                assertThat(process.isAlive() && System.nanoTime() - start < PATIENCE.toNanos())
                        .as(Files.readString(folder.resolve("output")))
                        .isTrue();
                LockSupport.parkNanos(20_000);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void check(List<Acknowledgement> beside, long condemnationsBefore) throws IOException {
        try (MlPlatform platform = later.open()) {
            new PublishedVersions(platform, dataset).requireAll(beside);
            boolean changed = stranded() < PUBLISHES * FILES_OF_A_PUBLISH || condemnations() > condemnationsBefore;
            halfDone += changed && !finished ? 1 : 0;
        }
        garbage += later.clean(dataset);
    }

    /** How many of the files that were prepared are there yet. */
    private long stranded() {
        return keys("data/" + STRANDED).size();
    }

    private long condemnations() throws IOException {
        long condemnations = 0;
        for (ObjectKey entry : keys("_log/")) {
            try (GetOutcome outcome = place.store().get(entry, ByteRange.ALL, GetCondition.always())) {
                String text = new String(((GetOutcome.Found) outcome).body().readAllBytes(), StandardCharsets.UTF_8);
                condemnations += text.contains("\"type\":\"condemn\"") ? 1 : 0;
            }
        }
        return condemnations;
    }

    /** The first thousand. */
    private List<ObjectKey> keys(String below) {
        String prefix = place.prefix() + "datasets/" + dataset + "/" + below;
        return place.store().list(prefix, "", Delimiter.NONE, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }
}
