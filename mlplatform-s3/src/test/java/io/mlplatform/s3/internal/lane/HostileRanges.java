package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Answers to a ranged GET that hold another range, or do not say which. */
final class HostileRanges {

    static final List<Behaviour> ALL = all();

    private HostileRanges() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        refused(all, "none", "");
        refused(all, "before the one asked for", "Content-Range: bytes 9-18/30\r\n");
        refused(all, "behind the one asked for", "Content-Range: bytes 11-20/30\r\n");
        refused(all, "from the start", "Content-Range: bytes 0-9/30\r\n");
        refused(all, "longer than its body", "Content-Range: bytes 10-20/30\r\n");
        refused(all, "shorter than its body", "Content-Range: bytes 10-18/30\r\n");
        refused(all, "of a larger object", "Content-Range: bytes 10-19/31\r\n");
        refused(all, "of a smaller object", "Content-Range: bytes 10-19/29\r\n");
        refused(all, "beyond its object", "Content-Range: bytes 10-19/15\r\n");
        refused(all, "that cannot be had", "Content-Range: bytes */30\r\n");
        refused(all, "backwards", "Content-Range: bytes 19-10/30\r\n");
        refused(all, "negative", "Content-Range: bytes -10-19/30\r\n");
        refused(all, "without a first byte", "Content-Range: bytes -19/30\r\n");
        refused(all, "without a last byte", "Content-Range: bytes 10-/30\r\n");
        refused(all, "without a size", "Content-Range: bytes 10-19\r\n");
        refused(all, "with an empty size", "Content-Range: bytes 10-19/\r\n");
        refused(all, "of another unit", "Content-Range: items 10-19/30\r\n");
        refused(all, "without a unit", "Content-Range: 10-19/30\r\n");
        refused(all, "with an equals sign", "Content-Range: bytes=10-19/30\r\n");
        refused(all, "with two spaces", "Content-Range: bytes  10-19/30\r\n");
        refused(all, "with spaces inside", "Content-Range: bytes 10 - 19/30\r\n");
        refused(all, "with a plus", "Content-Range: bytes +10-19/30\r\n");
        refused(all, "hexadecimal", "Content-Range: bytes 0xa-0x13/30\r\n");
        refused(all, "that overflows", "Content-Range: bytes 18446744073709551626-18446744073709551635/30\r\n");
        refused(all, "with more after it", "Content-Range: bytes 10-19/30 ok\r\n");
        refused(all, "two in one line", "Content-Range: bytes 10-19,20-29/30\r\n");
        refused(all, "two lines", "Content-Range: bytes 10-19/30\r\nContent-Range: bytes 10-19/30\r\n");
        refused(all, "two lines that differ", "Content-Range: bytes 10-19/30\r\nContent-Range: bytes 0-9/30\r\n");
        refused(all, "empty", "Content-Range:\r\n");
        refused(all, "in several parts", "Content-Type: multipart/byteranges; boundary=b\r\n");
        all.add(Behaviour.part(
                "range: of an object of unknown size", part("Content-Range: bytes 10-19/*\r\n"), Outcome.right()));
        all.add(Behaviour.part(
                "range: with its unit in capitals", part("Content-Range: BYTES 10-19/30\r\n"), Outcome.right()));
        all.add(Behaviour.part(
                "range: ignored, the whole object comes", ServedObject.WHOLE_ANSWER, Outcome.malformed()));
        all.add(Behaviour.part(
                "range: ignored, and as many bytes from the start",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789",
                Outcome.malformed()));
        all.add(Behaviour.part(
                "range: right, but a success without content",
                "HTTP/1.1 204 No Content\r\nContent-Range: bytes 10-19/30\r\n\r\n",
                Outcome.malformed()));
        all.add(Behaviour.of(
                "range: unasked, a part of the whole object",
                Ask.WHOLE,
                Script.reply(ServedObject.PART_ANSWER),
                Outcome.malformed()));
        all.add(Behaviour.of(
                "range: unasked, but all of the object",
                Ask.WHOLE,
                Script.reply("HTTP/1.1 206 OK\r\nContent-Length: 30\r\nContent-Range: bytes 0-29/30\r\n\r\n"
                        + ServedObject.WHOLE),
                Outcome.answers(206, ServedObject.WHOLE)));
        return List.copyOf(all);
    }

    private static void refused(List<Behaviour> all, String name, String line) {
        all.add(Behaviour.part("range: " + name, part(line), Outcome.malformed()));
    }

    private static String part(String line) {
        return "HTTP/1.1 206 OK\r\nContent-Length: 10\r\n" + line + "\r\n" + ServedObject.PART;
    }
}
