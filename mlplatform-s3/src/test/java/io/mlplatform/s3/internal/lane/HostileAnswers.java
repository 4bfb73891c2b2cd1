package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers of other statuses than asked for: interim ones, those without a body, redirects and errors. */
final class HostileAnswers {

    static final List<Behaviour> ALL = all();

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String SLOW_DOWN =
            "HTTP/1.1 503 Slow Down\r\nRetry-After: 1\r\nContent-Length: 8\r\n\r\nSlowDown";

    private HostileAnswers() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        interim(all);
        bodiless(all);
        errors(all);
        endless(all);
        return List.copyOf(all);
    }

    private static void interim(List<Behaviour> all) {
        all.add(part("100 that no one asked for", CONTINUE + ServedObject.PART_ANSWER, Outcome.right()));
        all.add(part("eight times 100", CONTINUE.repeat(8) + ServedObject.PART_ANSWER, Outcome.right()));
        all.add(part("nine times 100", CONTINUE.repeat(9) + ServedObject.PART_ANSWER, Outcome.malformed()));
        all.add(part("102", "HTTP/1.1 102 Processing\r\n\r\n" + ServedObject.PART_ANSWER, Outcome.right()));
        all.add(part(
                "103 with headers of its own",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nETag: \"other\"\r\n\r\n" + ServedObject.PART_ANSWER,
                Outcome.right()));
        all.add(part(
                "101, to a protocol that no one asked for",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
                Outcome.malformed()));
        all.add(part(
                "100 with a length",
                "HTTP/1.1 100 Continue\r\nContent-Length: 3\r\n\r\nabc" + ServedObject.PART_ANSWER,
                Outcome.malformed()));
        all.add(part(
                "100 with a length of zero",
                "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n" + ServedObject.PART_ANSWER,
                Outcome.malformed()));
        all.add(part(
                "100 with chunks",
                "HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + ServedObject.PART_ANSWER,
                Outcome.malformed()));
        all.add(part(
                "100 with a body that it does not announce",
                CONTINUE + "abc" + ServedObject.PART_ANSWER,
                Outcome.malformed()));
        all.add(of("100, then a close", Script.replyAndClose(CONTINUE), Outcome.lost()));
        all.add(of("100, then a reset", Script.replyAndReset(CONTINUE), Outcome.lost()));
        all.add(of("100, then silence", Script.replyAndHang(CONTINUE), Outcome.timesOut()));
        all.add(of("103, then half a head", Script.replyAndClose("HTTP/1.1 103 Hi\r\n\r\nHTTP/1.1 2"), Outcome.lost()));
    }

    private static void bodiless(List<Behaviour> all) {
        all.add(anything("204", "HTTP/1.1 204 No Content\r\n\r\n", Outcome.answers(204, "")));
        all.add(anything(
                "204 with a length of zero",
                "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
                Outcome.answers(204, "")));
        all.add(anything(
                "204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc", Outcome.malformed()));
        all.add(anything(
                "204 with chunks",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                Outcome.malformed()));
        all.add(anything(
                "204 with a body",
                "HTTP/1.1 204 No Content\r\n\r\nabc",
                Outcome.answers(204, "").dropped()));
        all.add(anything("205", "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n", Outcome.answers(205, "")));
        all.add(anything(
                "304 with the object's length",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 30\r\n\r\n",
                Outcome.answers(304, "")));
        all.add(anything(
                "304 with a body",
                "HTTP/1.1 304 Not Modified\r\n\r\nabc",
                Outcome.answers(304, "").dropped()));
        all.add(anything(
                "304 with a whole answer as its body",
                "HTTP/1.1 304 Not Modified\r\n\r\n" + ServedObject.PART_ANSWER,
                Outcome.answers(304, "").dropped()));
    }

    private static void errors(List<Behaviour> all) {
        all.add(part(
                "301",
                status("301 Moved Permanently", "Location: http://127.0.0.1:1/\r\n"),
                Outcome.answers(301, "body")));
        all.add(part(
                "307, which is not followed",
                status("307 Temporary Redirect", "Location: http://127.0.0.1:1/\r\n"),
                Outcome.answers(307, "body")));
        all.add(part("307 without a place", status("307 Temporary Redirect", ""), Outcome.answers(307, "body")));
        all.add(part(
                "400, then a close",
                status("400 Bad Request", "Connection: close\r\n"),
                Outcome.answers(400, "body").dropped()));
        all.add(part("403", status("403 Forbidden", ""), Outcome.answers(403, "body")));
        all.add(part("404", status("404 Not Found", ""), Outcome.answers(404, "body")));
        all.add(part("412", status("412 Precondition Failed", ""), Outcome.answers(412, "body")));
        all.add(part(
                "416 with the size",
                status("416 Range Not Satisfiable", "Content-Range: bytes */30\r\n"),
                Outcome.answers(416, "body")));
        all.add(part("500", status("500 Internal Server Error", ""), Outcome.answers(500, "body")));
        all.add(part("503 with a time to wait", SLOW_DOWN, Outcome.answers(503, "SlowDown")));
        all.add(Behaviour.onUsed(
                "503 on a connection that did well before",
                Ask.PART,
                Script.reply(SLOW_DOWN),
                Outcome.answers(503, "SlowDown")));
        all.add(part(
                "two times 503 for one request",
                SLOW_DOWN.repeat(2),
                Outcome.answers(503, "SlowDown").dropped()));
        all.add(part(
                "fifty times 503 for one request",
                SLOW_DOWN.repeat(50),
                Outcome.answers(503, "SlowDown").dropped()));
        all.add(part(
                "503 in chunks",
                "HTTP/1.1 503 Slow Down\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nSlowDown\r\n0\r\n\r\n",
                Outcome.answers(503, "SlowDown")));
        all.add(of(
                "503 that ends with the connection",
                Script.replyAndClose("HTTP/1.1 503 Slow Down\r\n\r\nSlowDown"),
                Outcome.answers(503, "SlowDown").dropped()));
        all.add(of(
                "503 of HTTP/1.0",
                Script.replyAndClose("HTTP/1.0 503 Slow Down\r\n\r\nSlowDown"),
                Outcome.answers(503, "SlowDown").dropped()));
        all.add(of(
                "503 cut off", Script.replyAndClose(SLOW_DOWN.substring(0, SLOW_DOWN.length() - 3)), Outcome.lost()));
        all.add(of(
                "503 without an end, then a reset",
                Script.replyAndReset("HTTP/1.1 503 Slow Down\r\n\r\nSlow"),
                Outcome.lost()));
        all.add(of(
                "503 without an end, then silence",
                Script.replyAndHang("HTTP/1.1 503 Slow Down\r\n\r\nSlow"),
                Outcome.timesOut()));
    }

    private static void endless(List<Behaviour> all) {
        Script storm = ((Script) Peer::readRequest).then(peer -> peer.sendForever(CONTINUE.repeat(20)));
        all.add(of("100 for ever", storm, Outcome.malformed()));
        Script error =
                Script.reply("HTTP/1.1 500 Error\r\n\r\n").then(peer -> peer.dripForever("x", Duration.ofSeconds(2)));
        all.add(of("500 whose body never ends", error, Outcome.timesOut()));
    }

    private static Behaviour part(String name, String answer, Outcome expected) {
        return Behaviour.part("answer: " + name, answer, expected);
    }

    private static Behaviour anything(String name, String answer, Outcome expected) {
        return Behaviour.anything("answer: " + name, answer, expected);
    }

    private static Behaviour of(String name, Script script, Outcome expected) {
        return Behaviour.of("answer: " + name, Ask.PART, script, expected);
    }

    private static String status(String line, String headers) {
        return "HTTP/1.1 " + line + "\r\n" + headers + "Content-Length: 4\r\n\r\nbody";
    }
}
