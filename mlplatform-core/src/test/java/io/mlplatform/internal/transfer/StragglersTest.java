package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StragglersTest {

    private static final long LARGE = 8 << 20;
    private static final Duration LOOK = Duration.ofMillis(250);

    private long now = 1;
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private final Stragglers stragglers = new Stragglers((task, delay) -> looks.add(task), () -> now);

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
        pass(Duration.ofSeconds(100));
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
        assertThat(looks).hasSize(1);
        looks.remove().run();
        assertThat(looks).isEmpty();
    }

    @Test
    void aStopOfTheProcessIsNoSilence() throws Exception {
        Stragglers.Request request = stragglers.begin();
        request.run(() -> {
            pass(Duration.ofMillis(1_500));
            stop(Duration.ofSeconds(20));
            assertThat(request.isGivenUp()).as("after the stop").isFalse();
            pass(Duration.ofMillis(1_900));
            assertThat(request.isGivenUp()).as("soon after it").isFalse();
            pass(Duration.ofMillis(250));
            return assertThat(request.isGivenUp()).as("silent ever since").isTrue();
        });
    }

    @Test
    void aStopOfTheProcessMakesNoRequestLong() throws Exception {
        Stragglers.Request request = stragglers.begin();
        request.run(() -> {
            stop(Duration.ofSeconds(20));
            for (int i = 0; i < 4; i++) {
                request.heard();
                pass(Duration.ofSeconds(1));
            }
            assertThat(request.isGivenUp()).as("four seconds beside the stop").isFalse();
            request.heard();
            pass(Duration.ofSeconds(1));
            return assertThat(request.isGivenUp()).as("five").isTrue();
        });
    }

    @Test
    void aStopThatIsNoticedWhileItIsBusyMakesNoRequestLong() throws Exception {
        Stragglers.Request request = stragglers.begin();
        request.run(() -> {
            now += Duration.ofSeconds(20).toNanos();
            request.busy();
            now += 1;
            looks.remove().run();
            request.heard();
            pass(Duration.ofMillis(1_900));
            return assertThat(request.isGivenUp()).isFalse();
        });
    }

    @Test
    void whatIsBusyWithItsBytesIsNotSilent() throws Exception {
        Stragglers.Request request = stragglers.begin();
        request.run(() -> {
            pass(Duration.ofMillis(1_500));
            request.busy();
            pass(Duration.ofSeconds(30));
            request.heard();
            assertThat(request.isGivenUp()).as("busy").isFalse();
            pass(Duration.ofMillis(1_900));
            assertThat(request.isGivenUp()).as("soon after it").isFalse();
            pass(Duration.ofMillis(250));
            return assertThat(request.isGivenUp()).as("silent ever since").isTrue();
        });
    }

    /** Time passes, and with it looks. */
    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            stop(Duration.ofNanos(Math.min(LOOK.toNanos(), end - now)));
        }
    }

    /** Time passes without a look but at its end. */
    private void stop(Duration time) {
        now += time.toNanos();
        Optional.ofNullable(looks.poll()).ifPresent(Runnable::run);
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
                    pass(silence);
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
            pass(Duration.ofSeconds(3));
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
