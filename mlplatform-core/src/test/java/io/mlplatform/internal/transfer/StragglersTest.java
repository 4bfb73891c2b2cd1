package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglersTest {

    private static final long LARGE = 8 << 20;

    private long now = 1;
    private final List<Runnable> timed = new ArrayList<>();
    private final Stragglers stragglers = new Stragglers((task, delay) -> timed.add(task), () -> now);

    @Test
    void whatIsSilentForTwoSecondsIsEnded() {
        assertThat(endedAfter(Duration.ofMillis(1_900), Duration.ofMillis(1_900)))
                .isFalse();
        assertThat(endedAfter(Duration.ofMillis(2_000))).isTrue();
        assertThat(endedAfter(Duration.ofMillis(1_000), Duration.ofMillis(2_000)))
                .isTrue();
    }

    @Test
    void whatDripsIsEndedOnceItTakesEightTimesAsLongAsUsual() {
        usual(Duration.ofSeconds(1));
        assertThat(endedAfter(dripping(7))).isFalse();
        usual(Duration.ofSeconds(1));
        assertThat(endedAfter(dripping(14))).isTrue();
    }

    @Test
    void noneIsEndedBeforeFiveSecondsForTakingLong() {
        usual(Duration.ofMillis(50));
        assertThat(endedAfter(dripping(4))).isFalse();
        assertThat(endedAfter(dripping(5))).isTrue();
    }

    @Test
    void whereAllStandStillOneInTwentyIsEnded() {
        assertThat(endedOf(40)).as("at first").isEqualTo(2);
        for (int i = 0; i < 101; i++) {
            usual(Duration.ofSeconds(1));
        }
        assertThat(endedOf(40)).as("after a hundred").isEqualTo(5);
    }

    @Test
    void anUploadIsEndedOnceItIsSilentForTwiceAsLongAsOthersTake() {
        ended(stragglers.beginUpload(LARGE), Duration.ofSeconds(3));
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofMillis(5_900)))
                .isFalse();
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofMillis(6_600)))
                .isTrue();
    }

    @Test
    void anUploadThatOthersOvertakeInMillisecondsHasTwoSecondsAllTheSame() {
        ended(stragglers.beginUpload(LARGE), Duration.ofMillis(20));
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofMillis(1_900), Duration.ofMillis(1_900)))
                .isFalse();
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofMillis(2_000)))
                .isTrue();
    }

    @Test
    void noUploadIsEndedBeforeAnotherOfItsSizeCameToItsEnd() {
        usual(Duration.ofMillis(20));
        ended(stragglers.beginUpload(1_000), Duration.ofMillis(20));
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofSeconds(29))).isFalse();
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofSeconds(59))).isTrue();
    }

    @Test
    void uploadsAndDownloadsShareWhatMayBeSentAgain() {
        ended(stragglers.beginUpload(LARGE), Duration.ofMillis(20));
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofSeconds(2))).isTrue();
        assertThat(endedAfter(Duration.ofSeconds(2))).isTrue();
        assertThat(ended(stragglers.beginUpload(LARGE), Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void whatEndsByItselfFailsAsItDoesAndIsNotGivenUp() {
        Stragglers.Request request = stragglers.begin();
        assertThatThrownBy(() -> request.run(() -> {
                    throw new IllegalStateException("its own");
                }))
                .hasMessage("its own");
        assertThat(request.isGivenUp()).isFalse();
        now += Duration.ofSeconds(100).toNanos();
        stragglers.sweep();
        assertThat(request.isGivenUp()).isFalse();
    }

    @Test
    void whoeverCancelsTheCallerCancelsTheRequest() throws Exception {
        CancelSignal caller = new CancelSignal();
        boolean cancelled = caller.run(() -> stragglers.begin().run(() -> {
            caller.cancel();
            return CancelSignal.current().isCancelled();
        }));
        assertThat(cancelled).isTrue();
    }

    @Test
    void nobodyLooksWhereNothingRuns() throws Exception {
        stragglers.begin().run(() -> true);
        assertThat(timed).hasSize(1);
        timed.get(0).run();
        assertThat(timed).hasSize(1);
    }

    private void usual(Duration time) {
        run(time);
    }

    private boolean endedAfter(Duration... silences) {
        return run(silences);
    }

    private boolean run(Duration... silences) {
        return ended(stragglers.begin(), silences);
    }

    private boolean ended(Stragglers.Request request, Duration... silences) {
        try {
            return request.run(() -> {
                for (Duration silence : silences) {
                    request.heard();
                    now += silence.toNanos();
                    if (silences.length > 1 || silence.toNanos() >= 2_000_000_000L) {
                        stragglers.sweep();
                    }
                }
                return request.isGivenUp();
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int endedOf(int count) {
        return nested(count, new ArrayList<>());
    }

    private int nested(int count, List<Stragglers.Request> all) {
        if (count == 0) {
            now += Duration.ofSeconds(3).toNanos();
            stragglers.sweep();
            return (int) all.stream().filter(Stragglers.Request::isGivenUp).count();
        }
        Stragglers.Request request = stragglers.begin();
        all.add(request);
        try {
            int[] ended = new int[1];
            assertThatThrownBy(() -> request.run(() -> {
                        ended[0] = nested(count - 1, all);
                        throw new IllegalStateException("never answered");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            return ended[0];
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Duration[] dripping(int seconds) {
        Duration[] each = new Duration[seconds];
        Arrays.fill(each, Duration.ofSeconds(1));
        return each;
    }
}
