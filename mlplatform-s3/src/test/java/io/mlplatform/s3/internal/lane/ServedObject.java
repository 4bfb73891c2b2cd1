package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** The object that the tests' servers hold, and the honest answers about it. */
final class ServedObject {

    static final String WHOLE = "0123456789abcdefghijABCDEFGHIJ";
    static final String PART = "abcdefghij";

    /** Answer to a GET of the bytes 10 to 19. */
    static final String PART_HEAD = "HTTP/1.1 206 Partial Content\r\nContent-Length: 10\r\n"
            + "Content-Range: bytes 10-19/30\r\nETag: \"tag\"\r\n\r\n";

    static final String PART_ANSWER = PART_HEAD + PART;
    static final String WHOLE_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n" + WHOLE;
    static final String PUT_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: \"tag\"\r\n\r\n";

    private ServedObject() {}

    /** Serves one request. */
    static void serve(Peer peer) throws IOException {
        String head = peer.readHead();
        if (head.isEmpty()) {
            peer.close();
            return;
        }
        peer.readBody(head);
        peer.send(answer(head));
    }

    private static String answer(String head) {
        if (head.startsWith("PUT ")) {
            return PUT_ANSWER;
        }
        return head.contains("range: bytes=10-19\r\n") ? PART_ANSWER : WHOLE_ANSWER;
    }
}
