package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Chunked bodies that are not what they should be. */
final class HostileChunks {

    static final List<Behaviour> ALL = all();

    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private HostileChunks() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        sizes(all);
        data(all);
        trailers(all);
        return List.copyOf(all);
    }

    private static void sizes(List<Behaviour> all) {
        accepted(all, "in small hexadecimal", "a\r\n0123456789\r\n0\r\n\r\n", "0123456789");
        accepted(all, "in capital hexadecimal", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789");
        accepted(all, "with zeros before it", "0000a\r\n0123456789\r\n000\r\n\r\n", "0123456789");
        accepted(all, "with an extension", "2;a=b\r\nab\r\n0;c\r\n\r\n", "ab");
        accepted(all, "with an extension in quotes", "2;a=\"b;c\"\r\nab\r\n0\r\n\r\n", "ab");
        accepted(all, "with white space before an extension", "2 \t;a\r\nab\r\n0\r\n\r\n", "ab");
        refused(all, "empty", "\r\nab\r\n0\r\n\r\n");
        refused(all, "with 0x", "0x2\r\nab\r\n0\r\n\r\n");
        refused(all, "negative", "-2\r\nab\r\n0\r\n\r\n");
        refused(all, "with a plus", "+2\r\nab\r\n0\r\n\r\n");
        refused(all, "with a letter beyond f", "g\r\nab\r\n0\r\n\r\n");
        refused(all, "with a letter after it", "2g\r\nab\r\n0\r\n\r\n");
        refused(all, "after a space", " 2\r\nab\r\n0\r\n\r\n");
        refused(all, "before a space", "2 \r\nab\r\n0\r\n\r\n");
        refused(all, "with a comma", "2,2\r\nab\r\n0\r\n\r\n");
        refused(all, "of sixteen digits", "8000000000000000\r\nab\r\n0\r\n\r\n");
        refused(all, "that overflows to two", "10000000000000002\r\nab\r\n0\r\n\r\n");
        refused(all, "of a thousand zeros", "0".repeat(1000) + "2\r\nab\r\n0\r\n\r\n");
        refused(all, "with NUL in its extension", "2;a\u0000\r\nab\r\n0\r\n\r\n");
        refused(all, "with a bare CR in its extension", "2;a\rb\r\nab\r\n0\r\n\r\n");
        refused(all, "with a bare LF in its extension", "2;a\nb\r\nab\r\n0\r\n\r\n");
        refused(all, "with an extension of 2,000 bytes", "2;" + "a".repeat(2000) + "\r\nab\r\n0\r\n\r\n");
        refused(
                all,
                "with extensions without number",
                ("1;" + "a".repeat(1000) + "\r\nx\r\n").repeat(20) + "0\r\n\r\n");
        refused(all, "that ends in LF", "2\nab\r\n0\r\n\r\n");
        refused(all, "that ends in CR", "2\rab\r\n0\r\n\r\n");
    }

    private static void data(List<Behaviour> all) {
        accepted(all, "of one byte each", "1\r\nx\r\n".repeat(500) + "0\r\n\r\n", "x".repeat(500));
        accepted(all, "larger than the buffer", "3e8\r\n" + "x".repeat(1000) + "\r\n0\r\n\r\n", "x".repeat(1000));
        accepted(all, "with line ends in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
        accepted(all, "none", "0\r\n\r\n", "");
        refused(all, "with more data than its size", "2\r\nabc\r\n0\r\n\r\n");
        refused(all, "with less data than its size", "4\r\nab\r\n0\r\n\r\n\r\n\r\n\r\n");
        refused(all, "with no line end after the data", "2\r\nab0\r\n\r\n");
        refused(all, "with LF after the data", "2\r\nab\n0\r\n\r\n");
        refused(all, "with CR after the data", "2\r\nab\r0\r\n\r\n");
        refused(all, "with two line ends after the data", "2\r\nab\r\n\r\n0\r\n\r\n");
        all.add(Behaviour.anything(
                "chunk: after the last one",
                HEAD + "2\r\nab\r\n0\r\n\r\n2\r\ncd\r\n0\r\n\r\n",
                Outcome.answers(200, "ab").dropped()));
        all.add(Behaviour.of(
                "chunk: without number until the deadline",
                Ask.ANYTHING,
                Script.reply(HEAD).then(peer -> peer.dripForever("1\r\nx\r\n", java.time.Duration.ofSeconds(1))),
                Outcome.timesOut()));
    }

    private static void trailers(List<Behaviour> all) {
        accepted(all, "with a trailer", "2\r\nab\r\n0\r\nX-Sum: 1\r\n\r\n", "ab");
        accepted(
                all,
                "with a length as a trailer, which is too late",
                "2\r\nab\r\n0\r\nContent-Length: 9\r\n\r\n",
                "ab");
        refused(all, "with a trailer without a colon", "2\r\nab\r\n0\r\nX-Sum\r\n\r\n");
        refused(all, "with a trailer without a name", "2\r\nab\r\n0\r\n: 1\r\n\r\n");
        refused(all, "with a trailer that goes on", "2\r\nab\r\n0\r\nX-Sum: 1\r\n 2\r\n\r\n");
        refused(all, "with NUL in a trailer", "2\r\nab\r\n0\r\nX-Sum: \u0000\r\n\r\n");
        refused(all, "with a trailer that ends in LF", "2\r\nab\r\n0\r\nX-Sum: 1\n\r\n");
        refused(all, "with 200 trailers", "2\r\nab\r\n0\r\n" + "X: 1\r\n".repeat(200) + "\r\n");
        refused(all, "with a trailer of 9,000 bytes", "2\r\nab\r\n0\r\nX: " + "a".repeat(9000) + "\r\n\r\n");
        refused(all, "with data after the last size", "2\r\nab\r\n0\r\nabcdef\r\n\r\n");
    }

    private static void refused(List<Behaviour> all, String name, String body) {
        all.add(Behaviour.anything("chunk: " + name, HEAD + body, Outcome.malformed()));
    }

    private static void accepted(List<Behaviour> all, String name, String body, String content) {
        all.add(Behaviour.anything("chunk: " + name, HEAD + body, Outcome.answers(200, content)));
    }
}
