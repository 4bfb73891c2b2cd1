package io.mlplatform.features.online;

import io.mlplatform.MlPlatform;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random puts, late puts, deletions of both kinds, ingests and materialisations of random windows, by seed, while time goes on
 * across the TTL. On the way what each side says is held to maps that follow along, and wherever all was ingested and
 * materialized the answers are those of a training set as of now.
 */
abstract class ServingEqualsTraining {

    private static final int CHECKPOINTS = 12;
    private static final int FULL_CHECKPOINTS = 4;

    @TempDir
    private Path folder;

    abstract OnlineStore open(SetClock by) throws Exception;

    @Test
    void servingEqualsTrainingAfterAHundredThousandRandomOperations() throws Exception {
        play(1, 100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8})
    @Tag("soak")
    void servingEqualsTrainingWhateverTheSeed(long seed) throws Exception {
        play(seed, 100_000);
    }

    private void play(long seed, int operations) throws Exception {
        SetClock clock = SetClock.ticking("2026-11-10T12:30:00Z");
        try (MlPlatform ml = MlPlatform.builder()
                        .store(new MemoryStore(clock), "")
                        .time(clock, new Random(seed))
                        .open();
                OnlineStore store = open(clock)) {
            RandomServing lane = new RandomServing(FeatureRepository.of(ml), store, clock, new Random(seed), folder);
            for (int checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint++) {
                for (int i = 0; i < operations / CHECKPOINTS; i++) {
                    lane.act();
                }
                lane.ingest();
                lane.materializeSome();
                lane.requireOnlineAsFollowed();
                clock.set(RandomServing.BEGIN
                        .plus(Duration.ofHours(240 + 12 * checkpoint))
                        .plusSeconds(1_800));
                if (checkpoint % FULL_CHECKPOINTS == 0) {
                    lane.requireOfflineAsFollowed();
                    lane.materializeAll();
                    lane.requireServingToEqualTraining();
                }
            }
        }
    }
}
