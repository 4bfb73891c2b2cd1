package io.mlplatform.testkit;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Seeded randomness that chooses no wait: ids differ, and pauses last no time. Thread-safe. */
public final class Dice implements RandomGenerator {

    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public long nextLong(long bound) {
        return 0;
    }
}
