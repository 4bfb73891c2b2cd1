package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/** Writes the head of a request, and refuses one that would be read as something else. */
final class RequestHead {

    private static final int USUAL_BYTES = 1 << 10;

    private RequestHead() {}

    /** Puts the head into the buffer, where it must fit. */
    static void write(HttpRequest request, ByteBuffer buffer) {
        try {
            writeAll(request, buffer);
        } catch (BufferOverflowException e) {
            throw new IllegalArgumentException("the head of a request has more bytes than the buffer", e);
        }
    }

    private static void writeAll(HttpRequest request, ByteBuffer buffer) {
        StringBuilder text = new StringBuilder(USUAL_BYTES);
        text.append(token(request.method()))
                .append(' ')
                .append(target(request.target()))
                .append(" HTTP/1.1\r\n");
        int hosts = 0;
        for (Header header : request.headers()) {
            hosts += header.name().equalsIgnoreCase("host") ? 1 : 0;
            requireNoFraming(header.name());
            text.append(token(header.name())).append(": ").append(value(header)).append("\r\n");
        }
        if (hosts != 1) {
            throw new IllegalArgumentException("a request names one host, not " + hosts);
        }
        if (!(request.body() instanceof RequestBody.None) || request.method().equals("PUT")) {
            text.append("content-length: ").append(request.body().length()).append("\r\n");
        }
        // All of it is ASCII by now. At once, as a call a character costs much until it is compiled.
        buffer.put(text.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    private static void requireNoFraming(String name) {
        if (name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("connection")
                || name.equalsIgnoreCase("expect")
                || name.equalsIgnoreCase("upgrade")) {
            throw new IllegalArgumentException("this header is the lane's own: " + name);
        }
    }

    private static String token(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a method or a header's name is empty");
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!Characters.isToken(c)) {
                throw new IllegalArgumentException("a character that cannot be in a name, at " + i + ": " + (int) c);
            }
        }
        return token;
    }

    private static String target(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException("a request's target begins with a slash");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "a character that is not encoded in a target, at " + i + ": " + (int) c);
            }
        }
        return target;
    }

    // Values may be secret, so none is repeated in a message.
    private static String value(Header header) {
        String value = header.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw new IllegalArgumentException(
                        "a character that cannot be in the value of " + header.name() + ", at " + i + ": " + (int) c);
            }
        }
        return value;
    }
}
