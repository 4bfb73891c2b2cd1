package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Answers whose head says something else about the length of the body than is so, or too much, or nothing. */
final class HostileLengths {

    static final List<Behaviour> ALL = all();

    private static final String PART = "Content-Range: bytes 10-19/30\r\n";

    private HostileLengths() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        lengths(all);
        codings(all);
        lies(all);
        return List.copyOf(all);
    }

    private static void lengths(List<Behaviour> all) {
        refused(all, "length: five too short", "Content-Length: 5\r\n");
        refused(all, "length: one too long", "Content-Length: 11\r\n");
        refused(all, "length: zero", "Content-Length: 0\r\n");
        refused(all, "length: negative", "Content-Length: -10\r\n");
        refused(all, "length: minus zero", "Content-Length: -0\r\n");
        refused(all, "length: with a plus", "Content-Length: +10\r\n");
        refused(all, "length: hexadecimal", "Content-Length: 0x0a\r\n");
        refused(all, "length: with an exponent", "Content-Length: 1e1\r\n");
        refused(all, "length: with decimals", "Content-Length: 10.0\r\n");
        refused(all, "length: with a letter", "Content-Length: 1O\r\n");
        refused(all, "length: in words", "Content-Length: ten\r\n");
        refused(all, "length: empty", "Content-Length:\r\n");
        refused(all, "length: with a space inside", "Content-Length: 1 0\r\n");
        refused(all, "length: with something after it", "Content-Length: 10;\r\n");
        refused(all, "length: in quotes", "Content-Length: \"10\"\r\n");
        refused(all, "length: of 2^63", "Content-Length: 9223372036854775808\r\n");
        refused(all, "length: of 2^64 and ten", "Content-Length: 18446744073709551626\r\n");
        refused(all, "length: of 2^32 and ten", "Content-Length: 4294967306\r\n");
        refused(all, "length: of a hundred digits", "Content-Length: " + "1".repeat(100) + "\r\n");
        refused(all, "length: a list of equal ones", "Content-Length: 10, 10\r\n");
        refused(all, "length: a list of unequal ones", "Content-Length: 10, 20\r\n");
        refused(all, "length: twice the same", "Content-Length: 10\r\nContent-Length: 10\r\n");
        refused(all, "length: twice another", "Content-Length: 10\r\nContent-Length: 20\r\n");
        refused(all, "length: twice, empty first", "Content-Length:\r\nContent-Length: 10\r\n");
        refused(all, "length: none", "");
        all.add(Behaviour.part("length: with zeros before it", part("Content-Length: 0000010\r\n"), Outcome.right()));
        all.add(Behaviour.part("length: in white space", part("Content-Length:\t 10 \t\r\n"), Outcome.right()));
    }

    private static void codings(List<Behaviour> all) {
        refused(all, "coding: chunked with a length", "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n");
        refused(all, "coding: a length after chunked", "Transfer-Encoding: chunked\r\nContent-Length: 10\r\n");
        refused(all, "coding: chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
        refused(all, "coding: chunked, chunked", "Transfer-Encoding: chunked, chunked\r\n");
        refused(all, "coding: gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n");
        refused(all, "coding: gzip", "Transfer-Encoding: gzip\r\n");
        refused(all, "coding: identity", "Transfer-Encoding: identity\r\n");
        refused(all, "coding: identity with a length", "Transfer-Encoding: identity\r\nContent-Length: 10\r\n");
        refused(all, "coding: xchunked", "Transfer-Encoding: xchunked\r\n");
        refused(all, "coding: chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n");
        refused(all, "coding: chunked in quotes", "Transfer-Encoding: \"chunked\"\r\n");
        refused(all, "coding: chunked after a vertical tab", "Transfer-Encoding: \u000bchunked\r\n");
        refused(all, "coding: empty", "Transfer-Encoding:\r\n");
        refused(all, "coding: chunks of a range, which may end early", "Transfer-Encoding: chunked\r\n");
        all.add(Behaviour.anything(
                "coding: chunked in HTTP/1.0",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                Outcome.malformed()));
        all.add(Behaviour.anything(
                "coding: chunked in capitals",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n2\r\nab\r\n0\r\n\r\n",
                Outcome.answers(200, "ab")));
    }

    private static void lies(List<Behaviour> all) {
        String ten = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
        all.add(Behaviour.of(
                "a whole object that is shorter than it should be",
                Ask.WHOLE,
                Script.reply(ten + ServedObject.PART),
                Outcome.malformed()));
        all.add(Behaviour.of(
                "a whole object that is longer than it should be",
                Ask.WHOLE,
                Script.reply("HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n" + ServedObject.WHOLE + "K"),
                Outcome.malformed()));
        all.add(Behaviour.of(
                "an object without a length that ends with the connection",
                Ask.WHOLE,
                Script.replyAndClose("HTTP/1.1 200 OK\r\n\r\n" + ServedObject.WHOLE),
                Outcome.malformed()));
        all.add(Behaviour.of(
                "the same in HTTP/1.0",
                Ask.WHOLE,
                Script.replyAndClose("HTTP/1.0 200 OK\r\n\r\n" + ServedObject.WHOLE),
                Outcome.malformed()));
        all.add(Behaviour.of(
                "a body shorter than announced, then a close",
                Ask.ANYTHING,
                Script.replyAndClose(ten + "short"),
                Outcome.lost()));
        all.add(Behaviour.of(
                "a body shorter than announced, then silence",
                Ask.ANYTHING,
                Script.replyAndHang(ten + "short"),
                Outcome.timesOut()));
        all.add(Behaviour.anything(
                "a body longer than announced",
                ten + ServedObject.PART + "more",
                Outcome.answers(200, ServedObject.PART).dropped()));
        all.add(Behaviour.of(
                "a length of the right answer to HEAD",
                Ask.HEAD,
                Script.reply("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n"),
                Outcome.answers(200, "")));
        all.add(Behaviour.of(
                "a body after the answer to HEAD",
                Ask.HEAD,
                Script.reply(ServedObject.WHOLE_ANSWER),
                Outcome.answers(200, "").dropped()));
    }

    private static void refused(List<Behaviour> all, String name, String lines) {
        all.add(Behaviour.part(name, part(lines), Outcome.malformed()));
    }

    private static String part(String lines) {
        return "HTTP/1.1 206 OK\r\n" + PART + lines + "\r\n" + ServedObject.PART;
    }
}
