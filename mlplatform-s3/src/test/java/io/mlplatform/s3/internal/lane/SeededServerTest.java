package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers cut off at every byte, and many threads at once on a server that misbehaves by a seed. */
@Timeout(120)
class SeededServerTest {

    private static final int THREADS = 6;
    private static final int REQUESTS = 300;
    private static final LaneSettings SETTINGS = new LaneSettings(
            4, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final String[] ANSWERS = {
        ServedObject.PART_ANSWER,
        "HTTP/1.1 206 OK\r\nContent-Length: 10\r\nContent-Range: bytes 0-9/30\r\n\r\n0123456789",
        ServedObject.PART_ANSWER + ServedObject.PART_ANSWER,
        "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n" + ServedObject.PART_ANSWER,
        ServedObject.PART_ANSWER.replace("Content-Length: 10", "Content-Length: 11"),
    };

    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Lane lane = new Lane(
            (origin, address, within) -> new CountedWire(PlainWire.connect(address, within), wires),
            Resolver.system(),
            SETTINGS,
            System::nanoTime);

    @Test
    void anAnswerCutOffAtAnyByteIsLost() throws Exception {
        String answer = "HTTP/1.1 100 Continue\r\n\r\n" + ServedObject.PART_ANSWER;
        for (int length = 0; length < answer.length(); length++) {
            try (HostileServer server =
                    new HostileServer(Script.replyAndClose(answer.substring(0, length)), time -> {})) {
                assertThat(result(server.origin(), ByteBuffer.allocateDirect(256)))
                        .as("after %s bytes", length)
                        .isEqualTo("CONNECTION_LOST");
            }
        }
        lane.close();
    }

    @Test
    void manyThreadsGetTheRightBytesOrATypedFailure() throws Exception {
        AtomicInteger right = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SeededServer server = new SeededServer(7)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> ask(server.origin(), right)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
            lane.close();
        }

        System.out.println(right + " of " + THREADS * REQUESTS + " were answered right");
        assertThat(right.get()).isGreaterThan(THREADS * REQUESTS / 4).isLessThan(THREADS * REQUESTS);
        assertThat(wires).isEmpty();
        assertThat(lane.pool().open()).isZero();
    }

    private void ask(Origin origin, AtomicInteger right) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256);
        for (int i = 0; i < REQUESTS; i++) {
            String result = result(origin, buffer);
            assertThat(result)
                    .isIn(
                            "206 " + ServedObject.PART,
                            "503 ",
                            "CONNECTION_LOST",
                            "MALFORMED_ANSWER",
                            "STALE_CONNECTION");
            assertThat(lane.pool().open()).isLessThanOrEqualTo(SETTINGS.connections());
            if (result.startsWith("206")) {
                right.incrementAndGet();
            }
        }
    }

    private String result(Origin origin, ByteBuffer buffer) {
        StringBuilder body = new StringBuilder();
        try {
            ResponseHead head = lane.call(
                    origin,
                    Ask.PART.request(null),
                    answer -> {
                        Ask.PART.check(answer);
                        return bytes -> {
                            while (bytes.hasRemaining()) {
                                body.append((char) bytes.get());
                            }
                        };
                    },
                    buffer,
                    Duration.ofSeconds(60));
            return head.status() + " " + body;
        } catch (LaneException e) {
            return e.reason().name();
        }
    }

    /** Chooses what each connection does from one seed. */
    private static final class SeededServer implements AutoCloseable {

        private final Random seeds;
        private final HostileServer server;

        SeededServer(long seed) {
            seeds = new Random(seed);
            server = HostileServer.always(this::play);
        }

        Origin origin() {
            return server.origin();
        }

        private void play(Peer peer) throws IOException {
            Random random = new Random(nextSeed());
            while (true) {
                peer.readRequest();
                if (random.nextInt(4) > 0) {
                    peer.send(ServedObject.PART_ANSWER);
                    continue;
                }
                String answer = ANSWERS[random.nextInt(ANSWERS.length)];
                boolean whole = random.nextBoolean();
                peer.send(whole ? answer : answer.substring(0, random.nextInt(answer.length())));
                if (random.nextInt(3) == 0) {
                    peer.reset();
                    return;
                }
                if (!whole || random.nextBoolean()) {
                    peer.close();
                    return;
                }
            }
        }

        private synchronized long nextSeed() {
            return seeds.nextLong();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
