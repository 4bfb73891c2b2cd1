package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On a virtual clock, in one thread: a slow request passes its time in steps, and is looked at after each. */
class HedgesTest {

    private static final long MILLI = 1_000_000L;

    private long now;
    private long left = Long.MAX_VALUE;
    private int sent;
    private final Room room = new Room() {
        @Override
        public boolean take(long bytes) {
            if (bytes > left) {
                return false;
            }
            left -= bytes;
            return true;
        }

        @Override
        public void giveBack(long bytes) {
            left += bytes;
        }
    };
    private final Hedges hedges = new Hedges(this::sendSecond, (task, delay) -> {}, room, () -> now);

    private void sendSecond(Runnable second) {
        sent++;
        second.run();
    }

    /** An answer after so many milliseconds, unless it is no longer wanted. */
    private String slow(long millis) throws IOException {
        CancelSignal signal = CancelSignal.current();
        boolean second = signal.isHedge();
        for (long passed = 0; passed < (second ? 0 : millis); passed++) {
            now += MILLI;
            hedges.sweep();
            if (signal.isCancelled()) {
                throw new IOException("aborted");
            }
        }
        return second ? "second" : "first";
    }

    private long[] latencies(int count, int slowOnes, boolean hedging, long seed) throws Exception {
        Random random = new Random(seed);
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long usual = 20 + random.nextInt(11);
            long millis = random.nextInt(100) < slowOnes ? 2_000 : usual;
            long began = now;
            if (hedging) {
                hedges.race(100, () -> {
                    String answer = slow(millis);
                    now += answer.equals("second") ? usual * MILLI : 0;
                    return answer;
                });
                took[i] = (now - began) / MILLI;
            } else {
                took[i] = millis;
            }
        }
        Arrays.sort(took);
        return took;
    }

    @Test
    void withThreeInAHundredDelayedTheTailIsThatOfTheOthers() throws Exception {
        long[] undelayed = latencies(10_000, 0, false, 1);
        long[] delayed = latencies(10_000, 3, false, 2);
        long[] hedged = latencies(10_000, 3, true, 2);
        int p99 = 9_900;

        assertThat(delayed[p99]).isEqualTo(2_000);
        assertThat(hedged[p99]).isLessThanOrEqualTo(2 * undelayed[p99]);
        assertThat(sent).isBetween(200, 500);
    }

    @Test
    void atMostOneInTwentyIsSentTwice() throws Exception {
        latencies(1_000, 0, true, 3);
        sent = 0;
        latencies(2_000, 60, true, 4);
        assertThat(sent).isBetween(1, 50 + 100);
    }

    @Test
    void theAnswerThatComesFirstCounts() throws Exception {
        latencies(200, 0, true, 5);
        assertThat(hedges.race(100, () -> slow(500))).isEqualTo("second");
        assertThat(hedges.race(100, () -> slow(20))).isEqualTo("first");
    }

    @Test
    void whereNothingIsLeftOfTheBudgetNoSecondIsSent() throws Exception {
        latencies(200, 0, true, 6);
        left = 99;
        sent = 0;
        assertThat(hedges.race(100, () -> slow(500))).isEqualTo("first");
        assertThat(sent).isZero();
        assertThat(left).isEqualTo(99);
    }

    @Test
    void theSecondOnesFailureIsNobodys() throws Exception {
        latencies(200, 0, true, 7);
        String answer = hedges.race(100, () -> {
            if (CancelSignal.current().isHedge()) {
                throw new IOException("the second failed");
            }
            return slow(500);
        });
        assertThat(answer).isEqualTo("first");
        assertThat(left).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whereTheSecondIsLateTooAThirdIsSentAndNoFourth() throws Exception {
        List<Runnable> sentAgain = new ArrayList<>();
        Hedges late = new Hedges(sentAgain::add, (task, delay) -> {}, room, () -> now);
        for (int i = 0; i < 200; i++) {
            late.race(100, () -> {
                now += 20 * MILLI;
                return "first";
            });
        }
        String answer = late.race(100, () -> {
            if (CancelSignal.current().isHedge()) {
                return "third";
            }
            for (int passed = 0; passed < 500; passed++) {
                now += MILLI;
                late.sweep();
            }
            sentAgain.get(1).run();
            throw new IOException("aborted");
        });

        assertThat(answer).isEqualTo("third");
        assertThat(sentAgain).hasSize(2);
    }

    @Test
    void whereNoThreadCanBeMadeForTheSecondNothingIsHeldAndTheFirstGoesOn() throws Exception {
        Hedges alone = new Hedges(
                second -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                (task, delay) -> {},
                room,
                () -> now);
        String answer = alone.race(100, () -> {
            for (int passed = 0; passed < 5_000; passed++) {
                now += MILLI;
                alone.sweep();
            }
            return "first";
        });

        assertThat(answer).isEqualTo("first");
        assertThat(left).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whereNoThreadCanBeMadeForTheTimerItIsAskedAgainTheNextTime() throws Exception {
        List<Runnable> looks = new ArrayList<>();
        Hedges alone = new Hedges(
                this::sendSecond,
                (task, delay) -> {
                    looks.add(task);
                    throw new OutOfMemoryError("unable to create native thread");
                },
                room,
                () -> now);

        assertThat(alone.race(100, () -> "first")).isEqualTo("first");
        assertThat(alone.race(100, () -> "first")).isEqualTo("first");
        assertThat(looks).hasSize(2);
    }

    @Test
    void theFirstOnesFailureIsTheCallers() {
        assertThatThrownBy(() -> hedges.race(100, () -> {
                    throw new IOException("refused");
                }))
                .hasMessage("refused");
    }

    @Test
    void aCancelledCallerCancelsBoth() throws Exception {
        CancelSignal caller = new CancelSignal();
        List<CancelSignal> seen = new ArrayList<>();
        assertThatThrownBy(() -> caller.run(() -> hedges.race(100, () -> {
                    seen.add(CancelSignal.current());
                    caller.cancel();
                    throw new IOException("aborted");
                })))
                .hasMessage("aborted");
        assertThat(seen).singleElement().matches(CancelSignal::isCancelled);
    }
}
