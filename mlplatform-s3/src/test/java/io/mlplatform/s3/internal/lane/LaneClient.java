package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lane as the tests use it: with a clock of its own, and every wire counted. */
final class LaneClient implements AutoCloseable {

    static final Duration WITHIN = Duration.ofSeconds(60);
    static final LaneSettings SETTINGS = new LaneSettings(
            2, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(2));

    // Small, so that answers take several reads.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256);
    private final ManualClock clock = new ManualClock();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    // Its own thread looks so seldom that only the tests' own looks count.
    private final StallGuard guard = new StallGuard(clock, Duration.ofHours(1));
    private final ConnectionPool pool;
    private final Lane lane;
    private final FileChannel largeFile;

    LaneClient(Path largeFile) throws IOException {
        this(largeFile, Connector.plain());
    }

    /** One that finds every host on this machine. */
    LaneClient(Path largeFile, Connector connector) throws IOException {
        this.largeFile = FileChannel.open(largeFile, StandardOpenOption.READ);
        pool = new ConnectionPool(
                (origin, address, within) -> new CountedWire(connector.connect(origin, address, within), wires),
                host -> List.of(InetAddress.getLoopbackAddress()),
                SETTINGS,
                guard);
        lane = new Lane(pool, guard);
    }

    /** Lets time pass, and the guard look. */
    void pass(Duration time) {
        guard.check();
        clock.pass(time);
        guard.check();
    }

    /** Status and body, or the reason of the failure. */
    String result(Ask ask, Origin origin) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ResponseHandler handler = head -> {
            ask.check(head);
            return bytes -> {
                while (bytes.hasRemaining()) {
                    body.write(bytes.get());
                }
            };
        };
        try {
            ResponseHead head = lane.call(origin, ask.request(largeFile), handler, buffer, WITHIN);
            return head.status() + " " + body.toString(ISO_8859_1);
        } catch (LaneException e) {
            return e.reason().name();
        }
    }

    ConnectionPool pool() {
        return pool;
    }

    int watched() {
        return guard.watching();
    }

    int openWires() {
        return wires.size();
    }

    @Override
    public void close() throws IOException {
        lane.close();
        largeFile.close();
    }
}
