package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers that do not come to terms over TLS, or only in odd ways. */
final class HostileHandshakes {

    private static final Outcome REFUSED = Outcome.fails(FailureReason.NOT_CONNECTED);
    private static final Duration FAST = Duration.ofMillis(1);
    // So often that bytes come in between: the silence of the handshake as a whole ends it.
    private static final Duration SLOW = Duration.ofMillis(10);
    /** A record with the beginning of a ServerHello of 16 MiB. */
    private static final String ENDLESS_HELLO = "\u0016\u0003\u0003\u0040\u0000\u0002\u00ff\u00ff\u00ff\u0003\u0003";

    static final List<TlsBehaviour> ALL = all();

    private HostileHandshakes() {}

    private static List<TlsBehaviour> all() {
        List<TlsBehaviour> all = new ArrayList<>();
        insteadOfAServerHello(all);
        silent(all);
        cut(all);
        changed(all);
        paces(all);
        return List.copyOf(all);
    }

    private static void insteadOfAServerHello(List<TlsBehaviour> all) {
        instead(all, "garbage", "garbage".repeat(20));
        instead(all, "zeros", "\u0000".repeat(100));
        instead(all, "an answer of HTTP", ServedObject.PART_ANSWER);
        instead(all, "HTTP's complaint", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        instead(all, "an alert, handshake_failure", alert(2, 40));
        instead(all, "an alert, protocol_version", alert(2, 70));
        instead(all, "an alert, internal_error", alert(2, 80));
        instead(all, "an alert that is none", alert(2, 200));
        instead(all, "an alert of a level that is none", alert(77, 40));
        instead(all, "half an alert", alert(2, 40).substring(0, 6));
        instead(all, "good-bye", alert(1, 0));
        instead(all, "a record of no bytes", "\u0016\u0003\u0003\u0000\u0000");
        instead(all, "a record longer than records are", "\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(70_000));
        instead(all, "a record of a kind that is none", "\u0063\u0003\u0003\u0000\u0005hello");
        instead(all, "a record of SSL 2", "\u0080\u002e\u0004\u0000\u0001\u0000\u0002");
        instead(all, "bytes of the application", "\u0017\u0003\u0003\u0000\u0005hello");
        instead(all, "a ServerHello of TLS 1.0", hello("\u0003\u0001"));
        instead(all, "a ServerHello of TLS 1.1", hello("\u0003\u0002"));
        instead(all, "a ServerHello of SSL 3", hello("\u0003\u0000"));
        instead(all, "a ServerHello without a cipher that was offered", hello("\u0003\u0003"));
        instead(all, "a wish for another handshake", "\u0016\u0003\u0003\u0000\u0004\u0000\u0000\u0000\u0000");
        instead(all, "the end of the handshake", "\u0014\u0003\u0003\u0000\u0001\u0001");
    }

    private static void instead(List<TlsBehaviour> all, String name, String bytes) {
        Script script = peer -> {
            peer.readSome();
            peer.send(bytes);
            peer.endOutput();
            peer.awaitClient();
        };
        all.add(TlsBehaviour.of("instead of a ServerHello: " + name, TlsScript.below(script), REFUSED));
    }

    private static void silent(List<TlsBehaviour> all) {
        plain(all, "silence at once", Peer::hang, Outcome.timesOut());
        plain(all, "silence after the ClientHello", ((Script) Peer::readSome).then(Peer::hang), Outcome.timesOut());
        plain(all, "a close at once", Peer::close, REFUSED);
        plain(all, "a reset at once", Peer::reset, REFUSED);
        plain(all, "a half-close at once", ((Script) Peer::endOutput).then(Peer::awaitClient), REFUSED);
        plain(all, "a close after the ClientHello", ((Script) Peer::readSome).then(Peer::close), REFUSED);
        plain(all, "a reset after the ClientHello", ((Script) Peer::readSome).then(Peer::reset), REFUSED);
    }

    private static void plain(List<TlsBehaviour> all, String name, Script script, Outcome expected) {
        all.add(TlsBehaviour.of("handshake: " + name, TlsScript.below(script), expected));
    }

    private static void cut(List<TlsBehaviour> all) {
        for (int at : new int[] {1, 3, 5, 6, 40, 200}) {
            flight(all, "cut after byte " + at + ", then a close", at, Peer::close, REFUSED);
            flight(all, "cut after byte " + at + ", then a reset", at, Peer::reset, REFUSED);
            flight(all, "cut after byte " + at + ", then silence", at, Peer::hang, Outcome.timesOut());
        }
    }

    private static void flight(List<TlsBehaviour> all, String name, int at, Script after, Outcome expected) {
        TlsScript script = peer -> {
            peer.send(peer.flight().substring(0, at));
            after.play(peer.below());
        };
        all.add(TlsBehaviour.of("handshake: the server's first words, " + name, script, expected));
    }

    private static void changed(List<TlsBehaviour> all) {
        for (int at : new int[] {0, 5, 9, 30, 300}) {
            TlsScript script = peer -> {
                String flight = peer.flight();
                peer.send(HostileRecords.flipped(flight, at));
                peer.below().endOutput();
                peer.below().awaitClient();
            };
            all.add(TlsBehaviour.of(
                    "handshake: byte " + at + " of the server's first words is wrong", script, REFUSED));
        }
        TlsScript twice = peer -> {
            String flight = peer.flight();
            peer.send(flight + flight);
            peer.below().endOutput();
            peer.below().awaitClient();
        };
        all.add(TlsBehaviour.of("handshake: the server's first words twice", twice, REFUSED)
                .in12());
        // For the client it is over with the first ones.
        all.add(TlsBehaviour.of("handshake: the server's first words twice", twice, Outcome.lost())
                .in13());
        TlsScript early = peer -> {
            peer.send(peer.flight() + alert(1, 0));
            peer.below().endOutput();
            peer.below().awaitClient();
        };
        all.add(TlsBehaviour.of("handshake: good-bye in the middle of it", early, REFUSED)
                .in12());
        all.add(TlsBehaviour.of("handshake: good-bye in the middle of it", early, Outcome.lost())
                .in13());
    }

    private static void paces(List<TlsBehaviour> all) {
        TlsScript singly = peer -> {
            peer.below().drip(peer.flight(), FAST);
            peer.handshake();
            peer.readRequest();
            peer.send(peer.sealed(ServedObject.PART_ANSWER));
            peer.below().awaitClient();
        };
        all.add(TlsBehaviour.of("handshake: a byte at a time, but in time", singly, Outcome.right()));
        TlsScript forEver = peer -> {
            peer.below().readSome();
            peer.send(ENDLESS_HELLO);
            peer.below().dripForever("x", SLOW);
        };
        all.add(TlsBehaviour.of("handshake: now and then a byte of a hello without end", forEver, Outcome.timesOut()));
        TlsScript ticketsLate = peer -> {
            peer.send(peer.flight());
            String last = peer.flight();
            peer.readRequest();
            peer.send(last + peer.sealed(ServedObject.PART_ANSWER));
            peer.below().awaitClient();
        };
        all.add(TlsBehaviour.of("handshake: tickets together with the answer", ticketsLate, Outcome.right())
                .in13());
        TlsScript ticketsSlow = peer -> {
            peer.send(peer.flight());
            String last = peer.flight();
            peer.readRequest();
            peer.below().drip(last, FAST);
            peer.send(peer.sealed(ServedObject.PART_ANSWER));
            peer.below().awaitClient();
        };
        all.add(TlsBehaviour.of("handshake: tickets a byte at a time", ticketsSlow, Outcome.right())
                .in13());
        TlsScript ticketsCut = peer -> {
            peer.send(peer.flight());
            String last = peer.flight();
            peer.readRequest();
            peer.send(last.substring(0, last.length() / 2));
            peer.below().close();
        };
        all.add(TlsBehaviour.of("handshake: half a ticket, then a close", ticketsCut, Outcome.lost())
                .in13());
    }

    private static String alert(int level, int kind) {
        return "\u0015\u0003\u0003\u0000\u0002" + (char) level + (char) kind;
    }

    /** A ServerHello that chooses TLS_NULL_WITH_NULL_NULL. */
    private static String hello(String version) {
        String body = version + "r".repeat(32) + "\u0000\u0000\u0000\u0000";
        return "\u0016\u0003\u0003\u0000" + (char) (body.length() + 4) + "\u0002\u0000\u0000" + (char) body.length()
                + body;
    }
}
