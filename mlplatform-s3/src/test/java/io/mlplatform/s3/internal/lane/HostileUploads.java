package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers that answer, hang up or stop reading while a large body is still being sent to them. */
final class HostileUploads {

    static final List<Behaviour> ALL = all();

    private static final int SOME_BYTES = 1 << 20;
    // The guard sees a write stand still for long before the server counts as silent.
    private static final Duration MOMENT = Duration.ofMillis(10);
    // Over TLS the client is to notice the half-close before the silence.
    private static final Duration WHILE = Duration.ofMillis(50);
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private HostileUploads() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        ofBody(all, Ask.PUT_FILE, "a file");
        ofBody(all, Ask.PUT_DIRECT, "direct memory");
        ofBody(all, Ask.PUT_HEAP, "the heap");
        small(all);
        return List.copyOf(all);
    }

    private static void ofBody(List<Behaviour> all, Ask ask, String from) {
        answered(all, ask, from);
        broken(all, ask, from);
    }

    private static void answered(List<Behaviour> all, Ask ask, String from) {
        Outcome slowDown = Outcome.answers(503, "SlowDown").dropped();
        add(all, ask, from, "503 at once, then reads no more", early(error("")).then(HostileUploads::lookOn), slowDown);
        add(all, ask, from, "503 at once, then a close", early(error("")).then(Peer::close), slowDown);
        add(
                all,
                ask,
                from,
                "503 in the middle, then reads no more",
                middle(error("")).then(HostileUploads::lookOn),
                slowDown);
        add(all, ask, from, "503 in the middle, then a close", middle(error("")).then(Peer::close), slowDown);
        add(all, ask, from, "503 at once, and reads on", early(error("")).then(HostileUploads::readOn), slowDown);
        add(
                all,
                ask,
                from,
                "503 at once with Connection: close, and reads on",
                early(error("Connection: close\r\n")).then(HostileUploads::readOn),
                slowDown);
        add(
                all,
                ask,
                from,
                "307 at once, then reads no more",
                early("HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")
                        .then(HostileUploads::lookOn),
                Outcome.answers(307, "").dropped());
        add(
                all,
                ask,
                from,
                "success before it has all",
                early(ServedObject.PUT_ANSWER).then(HostileUploads::lookOn),
                Outcome.malformed());
        add(all, ask, from, "garbage at once", early("garbage\r\n").then(HostileUploads::lookOn), Outcome.malformed());
        add(
                all,
                ask,
                from,
                "an early answer cut off",
                early("HTTP/1.1 503 Slow").then(Peer::close),
                Outcome.lost());
        add(
                all,
                ask,
                from,
                "an early answer that falls silent",
                early("HTTP/1.1 503 Slow").then(Peer::hang),
                Outcome.timesOut());
        Script patient = peer -> {
            String head = peer.readHead();
            peer.send(CONTINUE);
            peer.readBody(head);
            peer.send(CONTINUE + ServedObject.PUT_ANSWER);
        };
        add(all, ask, from, "100 that no one asked for", patient, Outcome.answers(200, ""));
        Script storm = ((Script) Peer::readHead).then(peer -> {
            Thread time = new Thread(() -> lookOn(peer));
            time.setDaemon(true);
            time.start();
            peer.sendForever(CONTINUE.repeat(20));
        });
        add(all, ask, from, "100 for ever", storm, Outcome.malformed());
    }

    private static void broken(List<Behaviour> all, Ask ask, String from) {
        Script head = Peer::readHead;
        Script half = head.then(peer -> peer.skip(SOME_BYTES));
        add(all, ask, from, "a reset at once", head.then(Peer::reset), Outcome.lost());
        add(all, ask, from, "a reset in the middle", half.then(Peer::reset), Outcome.lost());
        add(all, ask, from, "a close at once", head.then(Peer::close), Outcome.lost());
        add(all, ask, from, "a close in the middle", half.then(Peer::close), Outcome.lost());
        add(all, ask, from, "reads no more, and says nothing", head.then(Peer::hang), Outcome.timesOut());
        add(all, ask, from, "reads no more in the middle", half.then(Peer::hang), Outcome.timesOut());
        add(
                all,
                ask,
                from,
                "a half-close, and reads no more",
                head.then(Peer::endOutput).then(peer -> peer.hang(WHILE)),
                Outcome.timesOut());
        add(
                all,
                ask,
                from,
                "all read, no answer, then a close",
                ((Script) Peer::readRequest).then(Peer::close),
                Outcome.lost());
        add(
                all,
                ask,
                from,
                "all read, then silence",
                ((Script) Peer::readRequest).then(Peer::hang),
                Outcome.timesOut());
    }

    private static void small(List<Behaviour> all) {
        put(all, "a success with a body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", Outcome.answers(200, "ok"));
        put(all, "a success without a length", "HTTP/1.1 200 OK\r\n\r\n", Outcome.malformed());
        put(all, "409", "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n", Outcome.answers(409, ""));
        put(all, "412", "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n", Outcome.answers(412, ""));
        put(
                all,
                "two answers",
                ServedObject.PUT_ANSWER.repeat(2),
                Outcome.answers(200, "").dropped());
    }

    private static void put(List<Behaviour> all, String name, String answer, Outcome expected) {
        all.add(Behaviour.of("upload of three bytes: " + name, Ask.PUT_SMALL, Script.reply(answer), expected));
    }

    private static void add(List<Behaviour> all, Ask ask, String from, String name, Script script, Outcome expected) {
        all.add(Behaviour.of("upload from " + from + ": " + name, ask, script, expected));
    }

    private static Script early(String answer) {
        return ((Script) Peer::readHead).then(peer -> peer.send(answer));
    }

    private static Script middle(String answer) {
        return ((Script) Peer::readHead).then(peer -> peer.skip(SOME_BYTES)).then(peer -> peer.send(answer));
    }

    private static String error(String headers) {
        return "HTTP/1.1 503 Slow Down\r\n" + headers + "Content-Length: 8\r\n\r\nSlowDown";
    }

    private static void lookOn(Peer peer) {
        peer.hang(MOMENT);
    }

    private static void readOn(Peer peer) {
        try {
            peer.skip(Ask.LARGE_BYTES);
        } catch (java.io.IOException e) {
            // The client stopped sending, as it should.
        }
    }
}
