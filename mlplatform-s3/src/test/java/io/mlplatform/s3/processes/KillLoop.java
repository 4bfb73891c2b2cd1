package io.mlplatform.s3.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills publishers, one after the other, and checks after each kill that all which was acknowledged stands and that the
 * next publisher goes on. Nine kills of ten follow a phase of a publish by a short random delay, the tenth comes at any
 * moment since the start; in every other round a second publisher goes on beside the killed one.
 */
final class KillLoop {

    private static final List<Phase> TARGETS = List.of(
            Phase.STAGING,
            Phase.STAGED,
            Phase.COMMITTING,
            Phase.STAGED,
            Phase.COMMITTING,
            Phase.STAGED,
            Phase.COMMITTING,
            Phase.STAGED,
            Phase.COMMITTED);
    private static final int ROUNDS_OF_A_DATASET = 10;
    private static final int MOST_BEFORE_KILL = 3;
    private static final int BESIDE = 3;
    private static final int WITHOUT_END = 10_000;
    private static final int PHASE_DELAY_NANOS = 500_000;
    private static final int ANY_DELAY_NANOS = 300_000_000;

    private final SharedPlace place;
    private final Path work;
    private final Random random;
    private final Map<Phase, Integer> killed = new EnumMap<>(Phase.class);
    private final List<Acknowledgement> acknowledged = new ArrayList<>();

    KillLoop(SharedPlace place, Path work, long seed) {
        this.place = place;
        this.work = work;
        this.random = new Random(seed);
    }

    /** How many were killed in each phase. */
    Map<Phase, Integer> run(int kills) throws Exception {
        for (int round = 0; round < kills; round++) {
            if (round % ROUNDS_OF_A_DATASET == 0) {
                acknowledged.clear();
            }
            round(round, dataset(round));
        }
        return killed;
    }

    /** What so many kills left behind: objects, in the datasets that they were about. */
    long clean(int kills) {
        LaterCollections later = new LaterCollections(place);
        long garbage = 0;
        for (int round = 0; round < kills; round += ROUNDS_OF_A_DATASET) {
            garbage += later.clean(dataset(round));
        }
        return garbage;
    }

    private static String dataset(int round) {
        return "growth/churn-" + round / ROUNDS_OF_A_DATASET;
    }

    private void round(int round, String dataset) throws Exception {
        List<Acknowledgement> news = new ArrayList<>();
        try (RunningPublisher victim = RunningPublisher.start(place, dataset, "victim-" + round, WITHOUT_END, work)) {
            if (round % 2 == 0) {
                kill(round, victim);
            } else {
                try (RunningPublisher other = RunningPublisher.start(place, dataset, "other-" + round, BESIDE, work)) {
                    other.awaitReady();
                    other.begin();
                    kill(round, victim);
                    other.awaitSuccess();
                    news.addAll(other.acknowledgements());
                }
            }
            assertThat(victim.errors()).isEmpty();
            news.addAll(victim.acknowledgements());
        }
        requireUnharmed(dataset, news, "next-" + round);
    }

    private void kill(int round, RunningPublisher victim) throws IOException, InterruptedException {
        victim.awaitReady();
        victim.begin();
        int target = round % (TARGETS.size() + 1);
        if (target < TARGETS.size()) {
            victim.await(TARGETS.get(target), random.nextInt(MOST_BEFORE_KILL + 1));
            LockSupport.parkNanos(random.nextInt(PHASE_DELAY_NANOS));
        } else {
            LockSupport.parkNanos(random.nextInt(ANY_DELAY_NANOS));
        }
        killed.merge(victim.kill(), 1, Integer::sum);
    }

    private void requireUnharmed(String dataset, List<Acknowledgement> news, String next) throws IOException {
        try (MlPlatform platform = place.open()) {
            PublishedVersions versions = new PublishedVersions(platform, dataset);
            long before = versions.count();
            versions.requireAll(news);
            acknowledged.addAll(news);
            versions.requireDigests(acknowledged);

            byte[] content = next.getBytes(StandardCharsets.UTF_8);
            DatasetVersion version = platform.datasets()
                    .draft(dataset)
                    .addBytes(next + "/part-0.csv", content)
                    .addBytes(next + "/part-1.csv", content)
                    .publish();
            assertThat(version.version()).isEqualTo(before + 1);
            List<Acknowledgement> own = List.of(Acknowledgement.of(version, next));
            versions.requireAll(own);
            acknowledged.addAll(own);
        }
    }
}
