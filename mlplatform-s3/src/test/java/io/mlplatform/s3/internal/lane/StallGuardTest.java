package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guard's own thread by the machine's clock: without it, each of these would block for ever. */
@Timeout(30)
class StallGuardTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private final AtomicLong skipped = new AtomicLong();

    @Test
    void aReadWithoutAnAnswerIsEnded() throws Exception {
        assertThat(reason(Ask.ANYTHING, SHORT, LONG, ((Script) Peer::readRequest).then(Peer::awaitClient)))
                .isEqualTo("nothing was received or sent for too long");
    }

    @Test
    void aFileThatNoOneTakesIsEndedInTheMiddleOfSendfile() throws Exception {
        assertThat(reason(Ask.PUT_FILE, SHORT, LONG, Peer::awaitClient))
                .isEqualTo("nothing was received or sent for too long");
    }

    @Test
    void aBufferThatNoOneTakesIsEnded() throws Exception {
        assertThat(reason(Ask.PUT_DIRECT, SHORT, LONG, Peer::awaitClient))
                .isEqualTo("nothing was received or sent for too long");
    }

    @Test
    void aRequestPastItsDeadlineIsEnded() throws Exception {
        Script script = ((Script) Peer::readRequest)
                .then(peer -> skipped.set(LONG.toNanos()))
                .then(Peer::awaitClient);

        assertThat(reason(Ask.ANYTHING, LONG.multipliedBy(2), LONG, script))
                .isEqualTo("the request took longer than it may");
    }

    @Test
    void anUploadThatIsAnsweredButNotReadIsBrokenOff() throws Exception {
        Script script = ((Script) Peer::readHead)
                .then(peer -> peer.send("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n"))
                .then(Peer::awaitClient);

        assertThat(reason(Ask.PUT_FILE, Duration.ofSeconds(2), LONG, script)).isEqualTo("503");
    }

    @Test
    void aGuardThatCouldNotBeginBeginsWithTheNextConnection() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch looked = new CountDownLatch(1);
        try (StallGuard guard = new StallGuard(System::nanoTime, Duration.ofMillis(1), task -> {
            if (begun.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        })) {
            assertThatThrownBy(() -> guard.watch(now -> {})).isInstanceOf(OutOfMemoryError.class);
            guard.watch(now -> looked.countDown());

            assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aGuardThatFailedBeginsAgainWithTheNextConnection() throws Exception {
        List<Thread> begun = new CopyOnWriteArrayList<>();
        CountDownLatch looked = new CountDownLatch(1);
        StallGuard.Watched failing = now -> {
            throw new OutOfMemoryError("Java heap space");
        };
        try (StallGuard guard = new StallGuard(System::nanoTime, Duration.ofMillis(1), task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((dead, failure) -> {});
            begun.add(thread);
            return thread;
        })) {
            guard.watch(failing);
            begun.get(0).join();
            guard.unwatch(failing);
            guard.watch(now -> looked.countDown());

            assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String reason(Ask ask, Duration stall, Duration within, Script script) throws Exception {
        LaneSettings settings = new LaneSettings(1, LONG, stall, LONG, LONG);
        Path path = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(Ask.LARGE_BYTES);
        }
        try (HostileServer server = new HostileServer(script, time -> {});
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
                Lane lane = new Lane(
                        Connector.plain(), Resolver.system(), settings, () -> System.nanoTime() + skipped.get())) {
            try {
                ResponseHead head =
                        lane.call(server.origin(), ask.request(file), answer -> bytes -> {}, buffer, within);
                return Integer.toString(head.status());
            } catch (LaneException e) {
                assertThat(e.reason()).isEqualTo(FailureReason.TIMED_OUT);
                assertThat(lane.pool().open()).isZero();
                assertThat(file.isOpen()).as("the file to send").isTrue();
                return e.getMessage().substring(e.getMessage().indexOf(": ") + 2);
            }
        }
    }
}
