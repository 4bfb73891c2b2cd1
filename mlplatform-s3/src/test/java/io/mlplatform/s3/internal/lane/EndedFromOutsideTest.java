package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are ended by another thread, or by their own receiver. */
@Timeout(30)
class EndedFromOutsideTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final HostileServer server = new HostileServer(
            peer -> {
                peer.readRequest();
                peer.send(ServedObject.PART_HEAD + "abc");
                asked.countDown();
                peer.awaitClient();
            },
            time -> {});
    private final Lane lane = new Lane(Connector.plain(), Resolver.system(), LaneClient.SETTINGS, new ManualClock());
    private final ConnectionPool pool = lane.pool();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256);

    @AfterEach
    void nothingStaysOpen() throws IOException {
        assertThat(pool.open()).isZero();
        lane.close();
        server.close();
    }

    @Test
    void anInterruptedReadIsTypedAndStaysInterrupted() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread reader = new Thread(() -> outcome.complete(outcome() + ", interrupted " + Thread.interrupted()));
        reader.start();
        asked.await();

        reader.interrupt();

        assertThat(outcome.get()).isEqualTo("INTERRUPTED, interrupted true");
    }

    @Test
    void aThreadThatIsInterruptedBeforeItConnectsIsTyped() {
        Thread.currentThread().interrupt();

        assertThat(outcome()).isEqualTo("INTERRUPTED");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCancelledRequestIsTyped() throws Exception {
        Exchange exchange = pool.lease(server.origin(), buffer, WITHIN);
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> outcome(exchange));
        asked.await();

        exchange.cancel();

        assertThat(outcome.get()).isEqualTo("CLOSED");
    }

    @Test
    void cancellingWhatIsOverDoesNothingToTheNext() throws Exception {
        try (HostileServer honest = new HostileServer(ServedObject::serve, time -> {})) {
            Exchange over = pool.lease(honest.origin(), buffer, WITHIN);
            assertThat(outcome(over)).isEqualTo("206");
            try (Exchange next = pool.lease(honest.origin(), buffer, WITHIN)) {
                over.cancel();
                assertThat(next.send(Ask.PART.request(null)).status()).isEqualTo(206);
            }
        }
        assertThat(pool.idle()).as("its body was not read").isZero();
    }

    @Test
    void closingThePoolEndsWhatIsUnderWayAndWhatComes() throws Exception {
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(this::outcome);
        asked.await();

        pool.close();

        assertThat(outcome.get()).isEqualTo("CLOSED");
        assertThat(outcome()).isEqualTo("CLOSED");
    }

    @Test
    void closingThePoolEndsWhoWaitsForAConnection() throws Exception {
        Exchange first = pool.lease(server.origin(), buffer, WITHIN);
        Exchange second = pool.lease(server.origin(), buffer, WITHIN);
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::outcome);

        pool.close();

        assertThat(waiting.get()).isEqualTo("CLOSED");
        first.close();
        second.close();
    }

    @Test
    void aReceiverThatFailsEndsTheRequestAndIsItsCause() throws Exception {
        IOException full = new IOException("no space left");
        try (Exchange exchange = pool.lease(server.origin(), buffer, WITHIN)) {
            assertThatThrownBy(() -> exchange.run(Ask.PART.request(null), head -> bytes -> {
                        throw full;
                    }))
                    .isInstanceOfSatisfying(LaneException.class, failure -> assertThat(failure.reason())
                            .isEqualTo(FailureReason.LOCAL_FAILURE))
                    .hasRootCause(full)
                    .hasMessageContaining("no space left");
        }
    }

    @Test
    void aReceiverThatThrowsOrLeavesBytesEndsTheConnection() throws Exception {
        try (Exchange exchange = pool.lease(server.origin(), buffer, WITHIN)) {
            assertThatThrownBy(() -> exchange.run(Ask.PART.request(null), head -> bytes -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(pool.open()).isZero();
        try (Exchange exchange = pool.lease(server.origin(), buffer, WITHIN)) {
            assertThatThrownBy(() -> exchange.run(Ask.PART.request(null), head -> {
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aRequestThatCannotBeWrittenLeavesTheConnectionAsItWas() throws Exception {
        HttpRequest wrong = HttpRequest.get("no slash", List.of());
        try (Exchange exchange = pool.lease(server.origin(), buffer, WITHIN)) {
            assertThatThrownBy(() -> exchange.send(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(pool.idle()).isEqualTo(1);
        pool.close();
    }

    private String outcome() {
        try {
            lane.call(server.origin(), Ask.PART.request(null), EndedFromOutsideTest::drop, buffer, WITHIN);
            return "answered";
        } catch (LaneException e) {
            return e.reason().name();
        }
    }

    private static String outcome(Exchange exchange) {
        try (exchange) {
            return Integer.toString(exchange.run(Ask.PART.request(null), EndedFromOutsideTest::drop)
                    .status());
        } catch (LaneException e) {
            return e.reason().name();
        }
    }

    private static BodySink drop(ResponseHead head) {
        return bytes -> bytes.position(bytes.limit());
    }
}
