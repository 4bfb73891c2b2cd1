package io.mlplatform.fuzz;

import java.nio.charset.StandardCharsets;

/** Choices made by bytes, so that a fuzzer that changes a byte changes one choice; zero once they are used up. */
final class Script {

    private final byte[] bytes;
    private int next;

    Script(byte[] bytes, int start) {
        this.bytes = bytes;
        this.next = start;
    }

    /** From 0, below {@code bound}. */
    int below(int bound) {
        if (bound <= 1) {
            return 0;
        }
        int choice = bound > 256 ? octet() << 8 | octet() : octet();
        return choice % bound;
    }

    /** The next bytes as text, at most {@code most}. */
    String text(int most) {
        int length = Math.min(below(most + 1), bytes.length - Math.min(next, bytes.length));
        String text = new String(bytes, Math.min(next, bytes.length), length, StandardCharsets.ISO_8859_1);
        next += length;
        return text;
    }

    long number() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | octet();
        }
        return number;
    }

    private int octet() {
        return next < bytes.length ? bytes[next++] & 0xFF : 0;
    }
}
