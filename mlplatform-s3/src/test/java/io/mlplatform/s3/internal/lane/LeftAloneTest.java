package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are read bit by bit, by those who take their time. */
@Timeout(30)
class LeftAloneTest {

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final HostileServer server = new HostileServer(ServedObject::serve, time -> {});
    private final ManualClock clock = new ManualClock();
    private final StallGuard guard = new StallGuard(clock, Duration.ofHours(1));
    private final ConnectionPool pool =
            new ConnectionPool(Connector.plain(), Resolver.system(), LaneClient.SETTINGS, guard);
    private final Lane lane = new Lane(pool, guard);

    @AfterEach
    void nothingStaysOpen() throws IOException {
        lane.close();
        server.close();
        assertThat(pool.open()).isZero();
        assertThat(guard.watching()).isZero();
    }

    @Test
    void aReaderMayTakeItsTimeBetweenTwoReads() throws Exception {
        try (OpenAnswer answer = open()) {
            int bytes = 0;
            for (ByteBuffer next = answer.exchange().next();
                    next.hasRemaining();
                    next = answer.exchange().next()) {
                bytes += next.remaining();
                pass(PAUSE.minusSeconds(1));
            }
            assertThat(bytes).isEqualTo(ServedObject.PART.length());
        }
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void aBodyLeftAloneIsEndedAndItsPlaceIsFreeBeforeItsReaderNotices() throws Exception {
        OpenAnswer first = open();
        OpenAnswer second = open();
        pass(PAUSE);
        assertThat(pool.open()).isZero();

        try (OpenAnswer third = open();
                OpenAnswer fourth = open()) {
            assertThat(third.head().status()).isEqualTo(fourth.head().status()).isEqualTo(206);
            leftAlone(first);
            leftAlone(second);
            assertThatThrownBy(() -> pool.lease(server.origin(), buffer(), Duration.ofMillis(1)))
                    .as("each place was freed once")
                    .isInstanceOf(LaneException.class);
        }
    }

    private void leftAlone(OpenAnswer answer) {
        assertThatThrownBy(() -> {
                    try (answer) {
                        while (answer.exchange().next().hasRemaining()) {
                            // What was read already is handed on.
                        }
                    }
                })
                .isInstanceOfSatisfying(LaneException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(FailureReason.LEFT_ALONE));
    }

    private OpenAnswer open() throws LaneException {
        OpenAnswer answer = lane.open(server.origin(), Ask.PART.request(null), buffer(), WITHIN);
        answer.exchange().unhurried(PAUSE);
        return answer;
    }

    private void pass(Duration time) {
        guard.check();
        clock.pass(time);
        guard.check();
    }

    // Too small for head and body together.
    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(100);
    }
}
