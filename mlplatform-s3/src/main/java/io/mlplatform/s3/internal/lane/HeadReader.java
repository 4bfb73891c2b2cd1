package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.util.Arrays;

/** Reads the heads of answers, strictly by RFC 9112, within limits of size and number. Serves one connection. */
final class HeadReader {

    /** Header lines of one head at most. */
    static final int MOST_HEADERS = 128;
    /** Bytes of one head at most, line ends apart. */
    static final int MOST_BYTES = 32 << 10;

    private static final int STATUS_AT = 9;
    private static final int REASON_AT = 13;

    private final LineReader lines;
    private byte[] text = new byte[1 << 10];
    private int[] marks = new int[64];
    private int length;
    private int count;

    HeadReader(LineReader lines) {
        this.lines = lines;
    }

    /** The next head, interim ones too. */
    ResponseHead read(Incoming in) throws IOException {
        int size = lines.read(in, LineReader.LONGEST, "the status line");
        byte[] line = lines.line();
        boolean old = requireVersion(line, size);
        int status = status(line, size);
        readFields(in, "the head");
        return new ResponseHead(status, old, ResponseHead.Fields.of(text, length, marks, count));
    }

    /** Reads trailers up to the end of the message, and drops them: none is asked for. */
    void skipTrailers(Incoming in) throws IOException {
        readFields(in, "the trailers");
    }

    private void readFields(Incoming in, String what) throws IOException {
        length = 0;
        count = 0;
        while (true) {
            int left = Math.min(LineReader.LONGEST, MOST_BYTES - length);
            int size = lines.read(in, left, what);
            if (size == 0) {
                return;
            }
            if (count == MOST_HEADERS) {
                throw new ProtocolViolation(what + " has more than " + MOST_HEADERS + " lines");
            }
            addField(size);
        }
    }

    /** Whether it is HTTP/1.0. */
    private static boolean requireVersion(byte[] line, int size) throws ProtocolViolation {
        boolean known = size >= REASON_AT
                && line[0] == 'H'
                && line[1] == 'T'
                && line[2] == 'T'
                && line[3] == 'P'
                && line[4] == '/'
                && line[5] == '1'
                && line[6] == '.'
                && (line[7] == '0' || line[7] == '1')
                && line[8] == ' ';
        if (!known) {
            throw new ProtocolViolation("the answer does not begin with a status line of HTTP/1.0 or HTTP/1.1");
        }
        return line[7] == '0';
    }

    private static int status(byte[] line, int size) throws ProtocolViolation {
        int status = 0;
        for (int i = STATUS_AT; i < REASON_AT - 1; i++) {
            if (!Characters.isDigit(line[i])) {
                throw new ProtocolViolation("the status is not three digits");
            }
            status = status * 10 + line[i] - '0';
        }
        if (size < REASON_AT || line[REASON_AT - 1] != ' ' || status < 100 || status > 599) {
            throw new ProtocolViolation("no such status: " + status + ", or no space after it");
        }
        return status;
    }

    private void addField(int size) throws ProtocolViolation {
        byte[] line = lines.line();
        if (Characters.isBlank(line[0])) {
            throw new ProtocolViolation("a header goes on in the next line, which is obsolete");
        }
        int colon = 0;
        while (colon < size && Characters.isToken(line[colon])) {
            colon++;
        }
        if (colon == 0 || colon == size || line[colon] != ':') {
            throw new ProtocolViolation("a header line does not begin with a name and a colon");
        }
        int from = colon + 1;
        int to = size;
        while (from < to && Characters.isBlank(line[from])) {
            from++;
        }
        while (to > from && Characters.isBlank(line[to - 1])) {
            to--;
        }
        keep(line, size, colon, from, to);
    }

    private void keep(byte[] line, int size, int colon, int from, int to) {
        if (length + size > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + size));
        }
        int mark = count * ResponseHead.Fields.MARKS;
        if (mark == marks.length) {
            marks = Arrays.copyOf(marks, 2 * mark);
        }
        System.arraycopy(line, 0, text, length, size);
        marks[mark] = length;
        marks[mark + 1] = length + colon;
        marks[mark + 2] = length + from;
        marks[mark + 3] = length + to;
        length += size;
        count++;
    }
}
