package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.List;

/** Servers that send a byte now and then. */
final class HostilePaces {

    private static final Duration FAST = Duration.ofMillis(1);
    // So often that the client sees progress in between: the deadline ends it, not the silence.
    private static final Duration SLOW = Duration.ofMillis(10);
    private static final String CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Script READ = Peer::readRequest;

    static final List<Behaviour> ALL = List.of(
            Behaviour.of(
                    "pace: a byte at a time, but in time",
                    Ask.PART,
                    READ.then(peer -> peer.drip(ServedObject.PART_ANSWER, FAST)),
                    Outcome.right()),
            Behaviour.of(
                    "pace: chunks a byte at a time, but in time",
                    Ask.ANYTHING,
                    READ.then(peer -> peer.drip(CHUNKS + "2;a=b\r\nab\r\n0\r\nX: 1\r\n\r\n", FAST)),
                    Outcome.answers(200, "ab")),
            slow("the status line", ""),
            slow("a header", "HTTP/1.1 206 OK\r\nX-A: "),
            slow("the body", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"),
            slow("the extension of chunks", CHUNKS, "1;a\r\nx\r\n"),
            slow("the data of a chunk", CHUNKS + "fffff\r\n"),
            slow("a trailer", CHUNKS + "0\r\nX-A: "),
            Behaviour.of(
                    "pace: interim answers now and then",
                    Ask.ANYTHING,
                    READ.then(peer -> peer.dripForever("HTTP/1.1 100 Continue\r\n\r\n", Duration.ofSeconds(4))),
                    Outcome.timesOut()),
            Behaviour.of("pace: silence after the connection", Ask.ANYTHING, Peer::hang, Outcome.timesOut()));

    private HostilePaces() {}

    private static Behaviour slow(String what, String before) {
        return slow(what, before, "H");
    }

    private static Behaviour slow(String what, String before, String more) {
        Script script = Script.reply(before).then(peer -> peer.dripForever(more, SLOW));
        return Behaviour.of("pace: now and then a byte of " + what, Ask.ANYTHING, script, Outcome.timesOut());
    }
}
