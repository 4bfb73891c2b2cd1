package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers that speak TLS well until the handshake is over. */
final class HostileRecords {

    private static final Duration FAST = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofMillis(10);
    private static final Duration WIDE = Duration.ofMillis(100);
    // Where silence is to end no request, on another connection neither: each step has seconds.
    private static final Duration SLOW_SILENCE = Duration.ofMillis(2);
    private static final String ANSWER = ServedObject.PART_ANSWER;
    private static final String HEAD = ServedObject.PART_HEAD;
    private static final String ERROR = "HTTP/1.1 503 Slow Down\r\n\r\nSlowDown";
    private static final int RECORD_HEAD = 5;

    static final List<TlsBehaviour> ALL = all();

    private HostileRecords() {}

    private static List<TlsBehaviour> all() {
        List<TlsBehaviour> all = new ArrayList<>();
        pieces(all);
        cut(all);
        ended(all);
        changed(all);
        orders(all);
        strangers(all);
        again(all);
        return List.copyOf(all);
    }

    private static void pieces(List<TlsBehaviour> all) {
        right(all, "a byte each", peer -> peer.send(peer.sealedSingly(ANSWER)));
        right(all, "sent a byte at a time", peer -> peer.below().drip(peer.sealed(ANSWER), FAST));
        right(
                all,
                "head and body apart, sent together",
                peer -> peer.send(peer.sealed(HEAD) + peer.sealed(ServedObject.PART)));
        right(
                all,
                "an empty one before each",
                peer -> peer.send(
                        peer.sealed("") + peer.sealed(HEAD) + peer.sealed("") + peer.sealed(ServedObject.PART)));
        right(all, "an empty one behind", peer -> peer.send(peer.sealed(ANSWER) + peer.sealed("")));
        for (int at : new int[] {1, 3, RECORD_HEAD, RECORD_HEAD + 1, 40, -17, -16, -1}) {
            right(all, "one in two pieces, cut at " + at, peer -> {
                String record = peer.sealed(ANSWER);
                int place = Math.floorMod(at, record.length());
                peer.send(record.substring(0, place));
                peer.below().pause(FAST);
                peer.send(record.substring(place));
            });
        }
        forEver(all, "empty ones without end", peer -> {
            while (!peer.below().isOver()) {
                peer.send(peer.sealed(""));
                peer.below().pause(WIDE);
            }
        });
        forEver(all, "now and then a byte of one", peer -> {
            peer.send("\u0017\u0003\u0003\u0040\u0000");
            peer.below().dripForever("x", SLOW);
        });
        add(all, "nothing but silence", peer -> peer.below().hang(), Outcome.timesOut());
        add(
                all,
                "half a record, then silence",
                peer -> {
                    peer.send(peer.sealed(ANSWER).substring(0, 30));
                    peer.below().hang();
                },
                Outcome.timesOut());
    }

    private static void forEver(List<TlsBehaviour> all, String name, TlsScript script) {
        TlsScript untilHungUp = peer -> {
            try {
                script.play(peer);
            } catch (java.io.IOException e) {
                // The client hung up, as it should.
            }
        };
        all.add(TlsBehaviour.asked("records: " + name, untilHungUp, Outcome.timesOut()));
    }

    /** Places in the two records of an answer; negative ones from the end. */
    private static void cut(List<TlsBehaviour> all) {
        cut(all, "before the first record", 0);
        cut(all, "in the head of a record", 3);
        cut(all, "between head and content of a record", RECORD_HEAD);
        cut(all, "in the content of a record", 30);
        cut(all, "in the last record's content", -20);
        cut(all, "in the last record's seal", -8);
        cut(all, "before the last byte", -1);
        add(
                all,
                "closed between two records",
                peer -> {
                    peer.send(peer.sealed(HEAD));
                    peer.below().close();
                },
                Outcome.lost());
        add(
                all,
                "closed without good-bye behind the answer",
                peer -> {
                    peer.send(peer.sealed(ANSWER));
                    peer.below().endOutput();
                    peer.below().awaitClient();
                },
                Outcome.right());
        add(
                all,
                "closed without good-bye where only the end tells it",
                peer -> {
                    peer.send(peer.sealed(ERROR));
                    peer.below().close();
                },
                Outcome.lost());
    }

    private static void cut(List<TlsBehaviour> all, String place, int at) {
        cut(all, "closed " + place, at, Peer::close, Outcome.lost());
        cut(all, "reset " + place, at, Peer::reset, Outcome.lost());
        cut(all, "silent " + place, at, Peer::hang, Outcome.timesOut());
    }

    private static void cut(List<TlsBehaviour> all, String name, int at, Script after, Outcome expected) {
        add(
                all,
                name,
                peer -> {
                    String records = peer.sealed(HEAD) + peer.sealed(ServedObject.PART);
                    peer.send(records.substring(0, at < 0 ? records.length() + at : at));
                    after.play(peer.below());
                },
                expected);
    }

    private static void ended(List<TlsBehaviour> all) {
        add(all, "good-bye before the answer", peer -> peer.send(peer.goodBye()), Outcome.lost());
        add(
                all,
                "good-bye in the head",
                peer -> peer.send(peer.sealed("HTTP/1.1 206") + peer.goodBye()),
                Outcome.lost());
        add(all, "good-bye before the body", peer -> peer.send(peer.sealed(HEAD) + peer.goodBye()), Outcome.lost());
        add(
                all,
                "good-bye in the body",
                peer -> peer.send(peer.sealed(HEAD + "abcde") + peer.goodBye()),
                Outcome.lost());
        add(
                all,
                "good-bye in the body, and bytes after it",
                peer -> {
                    String all6 = peer.sealed(HEAD + "abcde") + peer.goodBye();
                    peer.send(all6 + "\u0017\u0003\u0003\u0000\u0005fghij");
                },
                Outcome.lost());
        add(
                all,
                "good-bye behind the answer",
                peer -> peer.send(peer.sealed(ANSWER) + peer.goodBye()),
                Outcome.right());
        all.add(TlsBehaviour.asked(
                        "records: good-bye where only the end tells it",
                        peer -> peer.send(peer.sealed(ERROR) + peer.goodBye()),
                        Outcome.answers(503, "SlowDown").dropped())
                .asking(Ask.ANYTHING));
        add(all, "an alert before the answer", peer -> peer.send(peer.alert()), Outcome.lost());
        add(
                all,
                "an alert in the body",
                peer -> {
                    String head = peer.sealed(HEAD + "abcde");
                    peer.send(head + peer.alert());
                },
                Outcome.lost());
        add(
                all,
                "an alert in the body, and a close",
                peer -> {
                    peer.send(peer.sealed(HEAD + "abcde"));
                    peer.send(peer.alert());
                    peer.below().close();
                },
                Outcome.lost());
        add(
                all,
                "an alert that is not encrypted",
                peer -> peer.send(peer.sealed(HEAD) + "\u0015\u0003\u0003\u0000\u0002\u0002\u0028"),
                Outcome.lost());
    }

    private static void changed(List<TlsBehaviour> all) {
        for (int at : new int[] {0, 1, 3, 4, RECORD_HEAD, 20, -17, -1}) {
            add(
                    all,
                    "byte " + at + " is wrong",
                    peer -> {
                        String record = peer.sealed(ANSWER);
                        peer.send(flipped(record, Math.floorMod(at, record.length())));
                        peer.below().endOutput();
                        peer.below().awaitClient();
                    },
                    Outcome.lost());
        }
    }

    private static void orders(List<TlsBehaviour> all) {
        add(
                all,
                "one twice",
                peer -> {
                    String head = peer.sealed(HEAD);
                    peer.send(head + head + peer.sealed(ServedObject.PART));
                },
                Outcome.lost());
        add(
                all,
                "one is missing",
                peer -> {
                    String head = peer.sealed(HEAD + "abc");
                    peer.sealed("def");
                    peer.send(head + peer.sealed("ghij"));
                },
                Outcome.lost());
        add(
                all,
                "two the wrong way round",
                peer -> {
                    String head = peer.sealed(HEAD);
                    String first = peer.sealed("abcde");
                    peer.send(head + peer.sealed("fghij") + first);
                },
                Outcome.lost());
    }

    private static void strangers(List<TlsBehaviour> all) {
        add(all, "garbage in the body", peer -> peer.send(peer.sealed(HEAD) + "garbage".repeat(9)), Outcome.lost());
        add(all, "HTTP that is not encrypted", peer -> peer.send(ANSWER), Outcome.lost());
        add(
                all,
                "a body that is not encrypted",
                peer -> peer.send(peer.sealed(HEAD) + ServedObject.PART),
                Outcome.lost());
        add(
                all,
                "a body in a record without a seal",
                peer -> peer.send(peer.sealed(HEAD) + "\u0017\u0003\u0003\u0000\nabcdefghij"),
                Outcome.lost());
        add(
                all,
                "one longer than records are",
                peer -> peer.send(peer.sealed(HEAD) + "\u0017\u0003\u0003\u00ff\u00ff" + "x".repeat(70_000)),
                Outcome.lost());
        add(
                all,
                "one a little longer than records are",
                peer -> peer.send(peer.sealed(HEAD) + "\u0017\u0003\u0003\u0048\u0001" + "x".repeat(20_000)),
                Outcome.lost());
        add(
                all,
                "one of no bytes",
                peer -> peer.send(peer.sealed(HEAD) + "\u0017\u0003\u0003\u0000\u0000" + ServedObject.PART.repeat(10)),
                Outcome.lost());
        add(
                all,
                "one of a kind that is none",
                peer -> peer.send(peer.sealed(HEAD) + "\u0063\u0003\u0003\u0000\u0005hello"),
                Outcome.lost());
        add(
                all,
                "a ClientHello",
                peer -> peer.send(peer.sealed(HEAD) + "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001x"),
                Outcome.lost());
    }

    private static void again(List<TlsBehaviour> all) {
        TlsScript body = peer -> peer.send(peer.sealed(HEAD + "abcde") + peer.again() + peer.sealed("fghij"));
        TlsScript before = peer -> peer.send(peer.again() + peer.sealed(ANSWER));
        TlsScript slowlySilent = bodyThenAgain(peer -> peer.hang(SLOW_SILENCE));
        all.add(TlsBehaviour.asked("new keys before the answer", before.then(TlsScript::wait), Outcome.right())
                .in13());
        all.add(TlsBehaviour.asked("new keys in the body", body.then(TlsScript::wait), Outcome.right())
                .in13());
        all.add(TlsBehaviour.asked("new keys in the body, then silence", bodyThenAgain(Peer::hang), Outcome.timesOut())
                .in13());
        all.add(TlsBehaviour.onUsed(
                        "new keys between two requests",
                        peer -> {
                            peer.send(peer.again());
                            peer.readRequest();
                            peer.send(peer.sealed(ANSWER));
                            peer.below().awaitClient();
                        },
                        Outcome.right())
                .in13());
        all.add(TlsBehaviour.asked("another handshake before the answer", before.then(TlsScript::wait), Outcome.lost())
                .in12());
        all.add(TlsBehaviour.asked("another handshake in the body", body.then(TlsScript::wait), Outcome.lost())
                .in12());
        all.add(TlsBehaviour.asked("another handshake in the body, then silence", slowlySilent, Outcome.lost())
                .in12());
        all.add(TlsBehaviour.onUsed(
                        "another handshake between two requests, then silence",
                        peer -> {
                            peer.send(peer.again());
                            peer.below().hang(SLOW_SILENCE);
                        },
                        Outcome.right())
                .in12());
    }

    private static TlsScript bodyThenAgain(Script then) {
        return peer -> {
            peer.send(peer.sealed(HEAD + "abcde") + peer.again());
            then.play(peer.below());
        };
    }

    private static void right(List<TlsBehaviour> all, String name, TlsScript script) {
        add(all, name, script.then(TlsScript::wait), Outcome.right());
    }

    private static void add(List<TlsBehaviour> all, String name, TlsScript script, Outcome expected) {
        all.add(TlsBehaviour.asked("records: " + name, script, expected));
    }

    /** One bit of it is another. */
    static String flipped(String bytes, int at) {
        return bytes.substring(0, at) + (char) (bytes.charAt(at) ^ 1) + bytes.substring(at + 1);
    }
}
