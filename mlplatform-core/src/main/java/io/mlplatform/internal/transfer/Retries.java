package io.mlplatform.internal.transfer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Repeats what failed on the way: full jitter, a budget for all of it together, and the time that the server asked for.
 * Whatever repeats below this one is not to be wrapped in it.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and
 *     jitter</a>
 */
public final class Retries {

    private static final Duration FIRST = Duration.ofMillis(50);
    // As the SDK has it: as many requests as were too many must have ended meanwhile.
    private static final Duration FIRST_THROTTLED = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(5);
    // A server that asks for more is waited for by the caller, not by a thread.
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);
    private static final int DOUBLINGS = 16;

    /** One attempt. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** @param retries the attempts before this one */
        T run(int retries) throws Exception;
    }

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final int attempts;
    private final RetryBudget budget;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    /** @param attempts of one request, with the first */
    public Retries(int attempts, RetryBudget budget, RandomGenerator random, Sleeper sleeper) {
        this.attempts = attempts;
        this.budget = budget;
        this.random = random;
        this.sleeper = sleeper;
    }

    /** One attempt, and no other. */
    public static Retries none() {
        return new Retries(1, new RetryBudget(0, 0, 0), () -> 0L, time -> {});
    }

    /** The result of the first attempt that has one; a {@link TransientFailure} of the last one as what failed it. */
    public <T> T call(Attempt<T> attempt) throws Exception {
        for (int retries = 0; ; retries++) {
            try {
                T result = attempt.run(retries);
                budget.earn();
                return result;
            } catch (TransientFailure e) {
                boolean again = retries + 1 < attempts
                        && !CancelSignal.current().isCancelled()
                        && e.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_ASKED) <= 0
                        && budget.take();
                if (!again) {
                    throw e.failure();
                }
                sleeper.sleep(pause(retries, e));
            }
        }
    }

    private Duration pause(int retries, TransientFailure e) {
        Duration first = e.isThrottled() ? FIRST_THROTTLED : FIRST;
        long bound = Math.min(MOST.toMillis(), first.toMillis() << Math.min(retries, DOUBLINGS));
        return e.retryAfter().orElse(Duration.ZERO).plusMillis(random.nextLong(bound + 1));
    }
}
