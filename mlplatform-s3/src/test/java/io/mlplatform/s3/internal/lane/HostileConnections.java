package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Connections that do not end where they should, or go on where they should not: what is left would be read as the next answer. */
final class HostileConnections {

    static final List<Behaviour> ALL = all();

    private static final String SMUGGLED =
            "HTTP/1.1 206 OK\r\nContent-Length: 10\r\nContent-Range: bytes 10-19/30\r\n\r\nEVIL bytes";

    private HostileConnections() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        tooMuch(all);
        unasked(all);
        closing(all);
        stale(all);
        return List.copyOf(all);
    }

    private static void tooMuch(List<Behaviour> all) {
        extra(all, "a byte", "x");
        extra(all, "NUL", "\u0000");
        extra(all, "a line end", "\r\n");
        extra(all, "a second answer", SMUGGLED);
        extra(all, "half a second answer", SMUGGLED.substring(0, 20));
        extra(all, "an interim answer", "HTTP/1.1 100 Continue\r\n\r\n");
        extra(all, "more than the buffer holds", "x".repeat(100_000));
    }

    private static void extra(List<Behaviour> all, String name, String more) {
        all.add(Behaviour.part(
                "after the answer: " + name,
                ServedObject.PART_ANSWER + more,
                Outcome.right().dropped()));
    }

    private static void unasked(List<Behaviour> all) {
        later(all, "a byte", "x");
        later(all, "a line end", "\r\n");
        later(all, "a second answer", SMUGGLED);
        later(all, "a time-out of the server", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
        later(all, "garbage", "\u0000\u0001\u0002");
        all.add(of("later: a close", late(Peer::close), Outcome.right()));
        all.add(of("later: a reset", late(Peer::reset), Outcome.right()));
        all.add(of("later: a half-close", late(Peer::endOutput), Outcome.right()));
        all.add(of(
                "later: an answer and a close",
                late(peer -> {
                    peer.send(SMUGGLED);
                    peer.close();
                }),
                Outcome.right()));
    }

    private static void later(List<Behaviour> all, String name, String bytes) {
        all.add(of("later: " + name, late(peer -> peer.send(bytes)), Outcome.right()));
    }

    /** What happens while the connection waits for its next request. */
    private static Script late(Script script) {
        return Script.reply(ServedObject.PART_ANSWER).then(Peer::awaitClient).then(script);
    }

    private static void closing(List<Behaviour> all) {
        says(all, "close", true);
        says(all, "CLOSE", true);
        says(all, "keep-alive, close", true);
        says(all, "close, TE", true);
        says(all, "Upgrade,close", true);
        says(all, "keep-alive", false);
        says(all, "closed", false);
        says(all, "", false);
        all.add(of(
                "close: announced in a second line",
                Script.reply("HTTP/1.1 206 OK\r\nConnection: keep-alive\r\nConnection: close\r\n"
                        + ServedObject.PART_ANSWER.substring(ServedObject.PART_ANSWER.indexOf("Content-L"))),
                Outcome.right().dropped()));
        all.add(of(
                "close: announced, with another answer after it",
                Script.reply(connection("close") + SMUGGLED),
                Outcome.right().dropped()));
        all.add(of(
                "close: HTTP/1.0 that promises to stay",
                Script.reply(connection("keep-alive").replace("HTTP/1.1", "HTTP/1.0")),
                Outcome.right().dropped()));
        all.add(of(
                "close: half of it before the answer",
                ((Script) Peer::readRequest).then(Peer::endOutput),
                Outcome.lost()));
        all.add(of("close: without reading the request", Peer::close, Outcome.lost()));
        all.add(of(
                "reset: without reading the request", ((Script) Peer::awaitRequest).then(Peer::reset), Outcome.lost()));
        all.add(of(
                "an answer before the request, and nothing after it",
                ((Script) peer -> peer.send(ServedObject.PART_ANSWER)).then(Peer::readRequest),
                Outcome.right()));
    }

    private static void says(List<Behaviour> all, String value, boolean closes) {
        Outcome outcome = closes ? Outcome.right().dropped() : Outcome.right();
        all.add(of("connection: says \"" + value + "\"", Script.reply(connection(value)), outcome));
    }

    private static String connection(String value) {
        return ServedObject.PART_ANSWER.replaceFirst("\r\n", "\r\nConnection: " + value + "\r\n");
    }

    private static void stale(List<Behaviour> all) {
        Script read = Peer::readRequest;
        used(
                all,
                "a close without an answer, repeated on a new one",
                Ask.PART,
                read.then(Peer::close),
                Outcome.right());
        used(
                all,
                "a reset without an answer, repeated on a new one",
                Ask.PART,
                read.then(Peer::reset),
                Outcome.right());
        used(
                all,
                "a half-close without an answer, repeated on a new one",
                Ask.PART,
                read.then(Peer::endOutput),
                Outcome.right());
        used(
                all,
                "a close without an answer to a PUT, which may have been done",
                Ask.PUT_SMALL,
                read.then(Peer::close),
                Outcome.fails(FailureReason.STALE_CONNECTION));
        used(
                all,
                "a reset without an answer to a PUT, which may have been done",
                Ask.PUT_SMALL,
                read.then(Peer::reset),
                Outcome.fails(FailureReason.STALE_CONNECTION));
        used(
                all,
                "a reset in the middle of a PUT, repeated on a new one",
                Ask.PUT_FILE,
                ((Script) Peer::readHead).then(Peer::reset),
                Outcome.answers(200, ""));
        used(all, "silence, not repeated", Ask.PART, read.then(Peer::hang), Outcome.timesOut());
        used(all, "one byte of an answer, not repeated", Ask.PART, Script.replyAndClose("H"), Outcome.lost());
        used(all, "garbage, not repeated", Ask.PART, Script.reply("garbage\r\n"), Outcome.malformed());
    }

    private static void used(List<Behaviour> all, String name, Ask ask, Script script, Outcome expected) {
        all.add(Behaviour.onUsed("used before: " + name, ask, script, expected));
    }

    private static Behaviour of(String name, Script script, Outcome expected) {
        return Behaviour.of(name, Ask.PART, script, expected);
    }
}
