package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;

/** Answers whose first line is not what it should be. */
final class HostileStatusLines {

    static final List<Behaviour> ALL = all();

    private static final String REST =
            "\r\nContent-Length: 10\r\nContent-Range: bytes 10-19/30\r\n\r\n" + ServedObject.PART;

    private HostileStatusLines() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        refused(all, "HTTP/2", "HTTP/2 206 Partial Content");
        refused(all, "HTTP/2.0", "HTTP/2.0 206 Partial Content");
        refused(all, "HTTP/1.2", "HTTP/1.2 206 Partial Content");
        refused(all, "HTTP/0.9", "HTTP/0.9 206 Partial Content");
        refused(all, "HTTP/1.10", "HTTP/1.10 206 Partial Content");
        refused(all, "HTTP/1.", "HTTP/1. 206 Partial Content");
        refused(all, "HTTP/11", "HTTP/11 206 Partial Content");
        refused(all, "HTTP in small letters", "http/1.1 206 Partial Content");
        refused(all, "another protocol's name", "ICY 206 Partial Content");
        refused(all, "a banner of SSH", "SSH-2.0-OpenSSH_9.2");
        refused(all, "an alert of TLS", "\u0015\u0003\u0001\u0000\u0002\u0002\u0046");
        refused(all, "no version", "206 Partial Content");
        refused(all, "a page without a head", "<html><body>It works</body></html>");
        refused(all, "JSON without a head", "{\"error\": \"none\"}");
        refused(all, "bytes of 255", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");
        refused(all, "an empty line first", "\r\nHTTP/1.1 206 Partial Content");
        refused(all, "a bare LF first", "\nHTTP/1.1 206 Partial Content");
        refused(all, "a space first", " HTTP/1.1 206 Partial Content");
        refused(all, "a byte order mark first", "\u00ef\u00bb\u00bfHTTP/1.1 206 Partial Content");
        refused(all, "NUL first", "\u0000HTTP/1.1 206 Partial Content");
        refused(all, "two spaces before the status", "HTTP/1.1  206 Partial Content");
        refused(all, "a tab before the status", "HTTP/1.1\t206 Partial Content");
        refused(all, "no status", "HTTP/1.1 Partial Content");
        refused(all, "a status of two digits", "HTTP/1.1 20 Partial Content");
        refused(all, "a status of four digits", "HTTP/1.1 2060 Partial Content");
        refused(all, "a negative status", "HTTP/1.1 -206 Partial Content");
        refused(all, "a status with a sign", "HTTP/1.1 +20 Partial Content");
        refused(all, "a status with a letter", "HTTP/1.1 2o6 Partial Content");
        refused(all, "the status 000", "HTTP/1.1 000 Partial Content");
        refused(all, "the status 099", "HTTP/1.1 099 Partial Content");
        refused(all, "the status 600", "HTTP/1.1 600 Partial Content");
        refused(all, "the status 999", "HTTP/1.1 999 Partial Content");
        refused(all, "no reason and no space before it", "HTTP/1.1 206");
        refused(all, "a tab after the status", "HTTP/1.1 206\tPartial Content");
        refused(all, "NUL in the reason", "HTTP/1.1 206 Partial\u0000Content");
        refused(all, "a bare CR in the reason", "HTTP/1.1 206 Partial\rContent");
        refused(all, "a bare LF in the reason", "HTTP/1.1 206 Partial\nContent");
        refused(all, "an escape sequence in the reason", "HTTP/1.1 206 \u001b[31mPartial");
        refused(all, "a reason of 9,000 bytes", "HTTP/1.1 206 " + "a".repeat(9000));
        accepted(all, "an empty reason", "HTTP/1.1 206 ");
        accepted(all, "another reason", "HTTP/1.1 206 Not Found");
        accepted(all, "a reason beyond ASCII", "HTTP/1.1 206 Teilst\u00fcck");
        accepted(all, "a reason of 7,000 bytes", "HTTP/1.1 206 " + "a".repeat(7000));
        all.add(Behaviour.part(
                "HTTP/1.0", "HTTP/1.0 206 OK" + REST, Outcome.right().dropped()));
        all.add(Behaviour.of(
                "one endless status line",
                Ask.PART,
                ((Script) Peer::readRequest).then(peer -> peer.sendForever("HTTP/1.1 206 a".repeat(100))),
                Outcome.malformed()));
        return List.copyOf(all);
    }

    private static void refused(List<Behaviour> all, String name, String line) {
        all.add(Behaviour.part("status line: " + name, line + REST, Outcome.malformed()));
    }

    private static void accepted(List<Behaviour> all, String name, String line) {
        all.add(Behaviour.part("status line: " + name, line + REST, Outcome.right()));
    }
}
