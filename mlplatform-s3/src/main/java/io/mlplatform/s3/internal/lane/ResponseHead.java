package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The status and the headers of an answer. Immutable. */
public final class ResponseHead {

    private static final int PARTIAL_CONTENT = 206;

    private final int status;
    private final Fields fields;
    private final Framing framing;

    ResponseHead(int status, boolean old, Fields fields) throws ProtocolViolation {
        this.status = status;
        this.fields = fields;
        framing = Framing.of(status, old, fields);
    }

    /** From 100 to 599. */
    public int status() {
        return status;
    }

    /** Whether the final answer is still to come. */
    public boolean isInterim() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the body is a part of the object, by the status. */
    public boolean isPartial() {
        return status == PARTIAL_CONTENT;
    }

    /** The value of a header, of the first of that name; without regard to case. */
    public Optional<String> header(String name) {
        int index = fields.indexOf(name, 0);
        return index < 0 ? Optional.empty() : Optional.of(fields.value(index));
    }

    /** The values of a header in their order. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (int i = fields.indexOf(name, 0); i >= 0; i = fields.indexOf(name, i + 1)) {
            values.add(fields.value(i));
        }
        return values;
    }

    /** Bytes of the body, where the head says so. */
    public OptionalLong contentLength() {
        return framing.length() < 0 ? OptionalLong.empty() : OptionalLong.of(framing.length());
    }

    Framing framing() {
        return framing;
    }

    /** Shows no header, as some are secret. */
    @Override
    public String toString() {
        return "ResponseHead[" + status + ", " + fields.count() + " headers]";
    }

    /** Header lines as one text, with four marks a line: where it begins, where its name ends, its value from and to. */
    record Fields(String text, int[] marks) {

        static final int MARKS = 4;

        static Fields of(byte[] text, int length, int[] marks, int count) {
            return new Fields(new String(text, 0, length, ISO_8859_1), Arrays.copyOf(marks, count * MARKS));
        }

        int count() {
            return marks.length / MARKS;
        }

        /** The next line of that name, or -1. */
        int indexOf(String name, int from) {
            for (int i = from; i < count(); i++) {
                int start = marks[i * MARKS];
                int length = marks[i * MARKS + 1] - start;
                if (length == name.length() && text.regionMatches(true, start, name, 0, length)) {
                    return i;
                }
            }
            return -1;
        }

        String value(int index) {
            return text.substring(marks[index * MARKS + 2], marks[index * MARKS + 3]);
        }
    }
}
