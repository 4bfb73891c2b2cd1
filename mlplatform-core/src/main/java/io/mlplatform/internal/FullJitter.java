package io.mlplatform.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A random wait between nothing and a bound that doubles with each attempt.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and
 *     jitter</a>
 */
public final class FullJitter implements Pause {

    private final RandomGenerator random;
    private final Duration first;
    private final Duration most;

    public FullJitter(RandomGenerator random, Duration first, Duration most) {
        this.random = random;
        this.first = first;
        this.most = most;
    }

    @Override
    public void before(int attempt) throws InterruptedException {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
        Thread.sleep(random.nextLong(bound + 1));
    }
}
