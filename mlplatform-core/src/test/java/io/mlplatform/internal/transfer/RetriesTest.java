package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waits are written down, not waited for. */
class RetriesTest {

    private final List<Duration> waits = new ArrayList<>();

    private Retries retries(int attempts, RetryBudget budget) {
        return new Retries(attempts, budget, new Random(1), waits::add);
    }

    private static RetryBudget plenty() {
        return new RetryBudget(1_000, 1_000, 0);
    }

    private static TransientFailure failure(Optional<Duration> retryAfter) {
        return new TransientFailure(new IOException("reset"), retryAfter);
    }

    @Test
    void theFirstResultCounts() throws Exception {
        int attempts = retries(5, plenty()).call(retries -> {
            if (retries < 3) {
                throw failure(Optional.empty());
            }
            return retries + 1;
        });
        assertThat(attempts).isEqualTo(4);
        assertThat(waits).hasSize(3);
    }

    @Test
    void theLastAttemptsFailureIsTheCallers() {
        assertThatThrownBy(() -> retries(3, plenty()).call(retries -> {
                    throw failure(Optional.empty());
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("reset");
        assertThat(waits).hasSize(2);
    }

    @Test
    void whatIsNotTransientIsNotRepeated() {
        assertThatThrownBy(() -> retries(3, plenty()).call(retries -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(waits).isEmpty();
    }

    @Test
    void waitsAreAnywhereBelowABoundThatDoubles() {
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> retries(5, plenty()).call(retries -> {
                        throw failure(Optional.empty());
                    }))
                    .hasMessage("reset");
        }
        for (int retry = 0; retry < 4; retry++) {
            int place = retry;
            long bound = 50L << retry;
            List<Long> millis = IntStream.range(0, 200)
                    .mapToObj(call -> waits.get(4 * call + place).toMillis())
                    .toList();
            assertThat(millis).allMatch(wait -> wait >= 0 && wait <= bound);
        }
        Retries one = new Retries(2, plenty(), new Random(7), waits::add);
        waits.clear();
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> one.call(retries -> {
                        throw failure(Optional.empty());
                    }))
                    .hasMessage("reset");
        }
        assertThat(waits).anyMatch(wait -> wait.toMillis() < 10).anyMatch(wait -> wait.toMillis() > 40);
    }

    @Test
    void theTimeThatTheServerAsksForIsKept() throws Exception {
        retries(2, plenty()).call(retries -> {
            if (retries == 0) {
                throw failure(Optional.of(Duration.ofSeconds(7)));
            }
            return true;
        });
        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait)
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(7).plusMillis(50)));
    }

    @Test
    void nobodyWaitsForHours() {
        assertThatThrownBy(() -> retries(2, plenty()).call(retries -> {
                    throw failure(Optional.of(Duration.ofHours(1)));
                }))
                .hasMessage("reset");
        assertThat(waits).isEmpty();
    }

    @Test
    void whereAllFailsTheBudgetEndsRepetition() {
        RetryBudget budget = new RetryBudget(10, 10, 0.1);
        Retries retries = retries(5, budget);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> retries.call(attempt -> {
                        throw failure(Optional.empty());
                    }))
                    .hasMessage("reset");
        }
        assertThat(waits).hasSize(10);
    }

    @Test
    void successEarnsRepetition() throws Exception {
        RetryBudget budget = new RetryBudget(0, 10, 0.125);
        Retries retries = retries(5, budget);
        for (int i = 0; i < 8; i++) {
            retries.call(attempt -> true);
        }
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotRepeated() {
        CancelSignal signal = new CancelSignal();
        assertThatThrownBy(() -> signal.run(() -> retries(5, plenty()).call(attempt -> {
                    signal.cancel();
                    throw failure(Optional.empty());
                })))
                .hasMessage("reset");
        assertThat(waits).isEmpty();
    }
}
