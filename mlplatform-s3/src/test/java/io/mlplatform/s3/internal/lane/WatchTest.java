package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.AsynchronousCloseException;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final long STALL = 100;
    private static final long FAR = 1_000_000;

    private final Watch watch = new Watch();

    @Test
    void aStepThatStandsStillIsCondemned() throws Exception {
        watch.begin(FAR);
        watch.move(Watch.Phase.RECEIVING);

        assertThat(watch.condemnIfLate(0, STALL)).isFalse();
        assertThat(watch.condemnIfLate(99, STALL)).isFalse();
        assertThat(watch.condemnIfLate(100, STALL)).isTrue();
        assertThat(watch.verdict()).contains(Verdict.STALLED);
        assertThatThrownBy(() -> watch.move(Watch.Phase.PAUSED)).isInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void progressBeginsTheTimeAnew() throws Exception {
        watch.begin(FAR);
        watch.move(Watch.Phase.RECEIVING);
        watch.condemnIfLate(0, STALL);

        watch.move(Watch.Phase.RECEIVING);

        assertThat(watch.condemnIfLate(150, STALL)).isFalse();
        assertThat(watch.condemnIfLate(249, STALL)).isFalse();
        assertThat(watch.condemnIfLate(250, STALL)).isTrue();
    }

    @Test
    void whoeverIsBusyWithSomethingElseMayTakeItsTime() throws Exception {
        watch.begin(FAR);
        watch.condemnIfLate(0, STALL);

        assertThat(watch.condemnIfLate(10_000, STALL)).isFalse();
    }

    @Test
    void theDeadlineHoldsForThoseTooAndForProgress() throws Exception {
        watch.begin(500);

        assertThat(watch.condemnIfLate(499, STALL)).isFalse();
        assertThat(watch.condemnIfLate(500, STALL)).isTrue();
        assertThat(watch.verdict()).contains(Verdict.PAST_DEADLINE);
    }

    @Test
    void aDeadlineEndsWithItsRequest() throws Exception {
        watch.begin(500);
        watch.move(Watch.Phase.IDLE);

        assertThat(watch.condemnIfLate(10_000, STALL)).isFalse();
    }

    @Test
    void aCancellationDoesNotFallOnTheNextRequest() throws Exception {
        watch.begin(FAR);
        boolean[] over = {false};

        assertThat(watch.condemn(Verdict.CANCELLED, () -> {
                    // The request ends, and the next begins, just before the verdict.
                    boolean meant = !over[0];
                    over[0] = true;
                    moveOn();
                    return meant;
                }))
                .isFalse();
        assertThat(watch.verdict()).isEmpty();
    }

    @Test
    void theFirstVerdictStands() throws Exception {
        watch.begin(FAR);

        assertThat(watch.condemn(Verdict.CANCELLED, () -> true)).isTrue();
        assertThat(watch.condemn(Verdict.POOL_CLOSED, () -> true)).isFalse();
        assertThat(watch.verdict()).contains(Verdict.CANCELLED);
    }

    @Test
    void sendingThatIsBrokenOffGoesOnAsReceiving() throws Exception {
        watch.begin(FAR);
        watch.move(Watch.Phase.SENDING);
        watch.condemnIfLate(0, STALL);

        assertThat(watch.isHeldUpInSending(24, 25)).isFalse();
        assertThat(watch.isHeldUpInSending(25, 25)).isTrue();
        assertThat(watch.breakOff()).isTrue();
        assertThatThrownBy(() -> watch.move(Watch.Phase.PAUSED)).isInstanceOf(AsynchronousCloseException.class);
        assertThat(watch.resume()).isTrue();
        watch.move(Watch.Phase.RECEIVING);
        assertThat(watch.verdict()).isEmpty();
    }

    private void moveOn() {
        try {
            watch.move(Watch.Phase.IDLE);
            watch.begin(FAR);
        } catch (AsynchronousCloseException e) {
            throw new AssertionError(e);
        }
    }
}
