package io.mlplatform.s3.internal.lane;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/** Writes the head of a request, and refuses one that would be read as something else. */
final class RequestHead {

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
        writeToken(request.method(), buffer);
        buffer.put((byte) ' ');
        writeTarget(request.target(), buffer);
        write(" HTTP/1.1\r\n", buffer);
        int hosts = 0;
        for (Header header : request.headers()) {
            hosts += header.name().equalsIgnoreCase("host") ? 1 : 0;
            requireNoFraming(header.name());
            writeToken(header.name(), buffer);
            write(": ", buffer);
            writeValue(header, buffer);
            write("\r\n", buffer);
        }
        if (hosts != 1) {
            throw new IllegalArgumentException("a request names one host, not " + hosts);
        }
        if (!(request.body() instanceof RequestBody.None) || request.method().equals("PUT")) {
            write("content-length: ", buffer);
            write(Long.toString(request.body().length()), buffer);
            write("\r\n", buffer);
        }
        write("\r\n", buffer);
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

    private static void write(String text, ByteBuffer buffer) {
        for (int i = 0; i < text.length(); i++) {
            buffer.put((byte) text.charAt(i));
        }
    }

    private static void writeToken(String token, ByteBuffer buffer) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a method or a header's name is empty");
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!Characters.isToken(c)) {
                throw new IllegalArgumentException("a character that cannot be in a name, at " + i + ": " + (int) c);
            }
            buffer.put((byte) c);
        }
    }

    private static void writeTarget(String target, ByteBuffer buffer) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException("a request's target begins with a slash");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "a character that is not encoded in a target, at " + i + ": " + (int) c);
            }
            buffer.put((byte) c);
        }
    }

    // Values may be secret, so none is repeated in a message.
    private static void writeValue(Header header, ByteBuffer buffer) {
        String value = header.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw new IllegalArgumentException(
                        "a character that cannot be in the value of " + header.name() + ", at " + i + ": " + (int) c);
            }
            buffer.put((byte) c);
        }
    }
}
