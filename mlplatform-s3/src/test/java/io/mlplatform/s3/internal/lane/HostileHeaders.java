package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Answers with header lines that are not what they should be, or too much of them. */
final class HostileHeaders {

    static final List<Behaviour> ALL = all();

    private HostileHeaders() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        refused(all, "a space before the colon", "X-A : 1\r\n");
        refused(all, "a tab before the colon", "X-A\t: 1\r\n");
        refused(all, "no colon", "X-A 1\r\n");
        refused(all, "no name", ": 1\r\n");
        refused(all, "a space in the name", "X A: 1\r\n");
        refused(all, "a control character in the name", "X\u0001A: 1\r\n");
        refused(all, "NUL in the name", "X\u0000A: 1\r\n");
        refused(all, "a name in brackets", "(X): 1\r\n");
        refused(all, "a name beyond ASCII", "X-\u00c4: 1\r\n");
        refused(all, "a value that goes on after a space", "X-A: 1\r\n 2\r\n");
        refused(all, "a value that goes on after a tab", "X-A: 1\r\n\t2\r\n");
        refused(all, "a length that goes on in the next line", "X-A: 1\r\n Content-Length: 3\r\n");
        refused(all, "a line of white space", " \r\n");
        refused(all, "a line that ends in LF", "X-A: 1\n");
        refused(all, "a line that ends in CR", "X-A: 1\rX-B: 2\r\n");
        refused(all, "a line that ends in LF CR", "X-A: 1\n\r");
        refused(all, "CR CR LF", "X-A: 1\r\r\n");
        refused(all, "CR in a value", "X-A: 1\r2\r\n");
        refused(all, "LF in a value", "X-A: 1\n2\r\n");
        refused(all, "NUL in a value", "X-A: 1\u00002\r\n");
        refused(all, "DEL in a value", "X-A: 1\u007f2\r\n");
        refused(all, "an escape sequence in a value", "X-A: \u001b[31m\r\n");
        refused(all, "a second length injected by a value", "X-A: 1\r\nContent-Length: 3\r\n");
        refused(all, "chunks injected by a value", "X-A: 1\r\nTransfer-Encoding: chunked\r\n");
        refused(all, "a status line among the headers", "HTTP/1.1 200 OK\r\n");
        refused(all, "129 lines", "X-A: 1\r\n".repeat(127));
        refused(all, "10,000 lines", "X: 1\r\n".repeat(10_000));
        refused(all, "a value of 9,000 bytes", "X-A: " + "a".repeat(9000) + "\r\n");
        refused(all, "a name of 9,000 bytes", "X".repeat(9000) + ": 1\r\n");
        refused(all, "40,000 bytes in all", ("X-A: " + "a".repeat(4000) + "\r\n").repeat(10));
        accepted(all, "128 lines", "X-A: 1\r\n".repeat(125));
        accepted(all, "a value of 7,000 bytes", "X-A: " + "a".repeat(7000) + "\r\n");
        accepted(all, "30,000 bytes in all", ("X-A: " + "a".repeat(5000) + "\r\n").repeat(6));
        accepted(all, "an empty value", "X-A:\r\n");
        accepted(all, "a value of white space", "X-A: \t \r\n");
        accepted(all, "white space around a value", "X-A:\t  1 \t\r\n");
        accepted(all, "no white space before a value", "X-A:1\r\n");
        accepted(all, "a tab in a value", "X-A: 1\t2\r\n");
        accepted(all, "a value beyond ASCII", "X-A: \u00e4\u00f6\u00fc\r\n");
        accepted(all, "the name of every token character", "!#$%&'*+-.^_`|~09azAZ: 1\r\n");
        accepted(all, "the same header twice", "X-A: 1\r\nX-A: 2\r\n");
        accepted(all, "gzip, of which the bytes stay what they are", "Content-Encoding: gzip\r\n");
        accepted(all, "a cookie", "Set-Cookie: a=b; Path=/\r\n");
        accepted(all, "an upgrade that no one asked for", "Upgrade: h2c\r\n");
        accepted(all, "an age of the connection", "Keep-Alive: timeout=5, max=100\r\n");
        all.add(Behaviour.part(
                "header: names in other cases",
                "HTTP/1.1 206 OK\r\ncONTENT-lENGTH: 10\r\nCONTENT-RANGE: BYTES 10-19/30\r\n\r\n" + ServedObject.PART,
                Outcome.right()));
        all.add(Behaviour.part(
                "header: LF alone ends all lines",
                ServedObject.PART_ANSWER.replace("\r\n", "\n"),
                Outcome.malformed()));
        all.add(endless("header: one endless line", "a".repeat(1000)));
        all.add(endless("header: endless lines", "X-A: 1\r\n".repeat(100)));
        return List.copyOf(all);
    }

    private static void refused(List<Behaviour> all, String name, String lines) {
        all.add(Behaviour.part("header: " + name, with(lines), Outcome.malformed()));
    }

    private static void accepted(List<Behaviour> all, String name, String lines) {
        all.add(Behaviour.part("header: " + name, with(lines), Outcome.right()));
    }

    private static Behaviour endless(String name, String piece) {
        Script script = Script.reply("HTTP/1.1 206 OK\r\nX-A: 1\r\n").then(peer -> peer.sendForever(piece));
        return Behaviour.of(name, Ask.PART, script, Outcome.malformed());
    }

    private static String with(String lines) {
        int second = ServedObject.PART_ANSWER.indexOf("Content-Range");
        return ServedObject.PART_ANSWER.substring(0, second) + lines + ServedObject.PART_ANSWER.substring(second);
    }
}
