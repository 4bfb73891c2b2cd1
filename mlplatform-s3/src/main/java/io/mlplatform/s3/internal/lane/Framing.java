package io.mlplatform.s3.internal.lane;

/**
 * Where the body of an answer ends, and whether another answer can follow; RFC 9112 section 6.3, without its leniencies.
 *
 * @param length bytes, or -1 where the head does not say
 * @param chunked whether the body says itself where it ends
 * @param lasting whether the connection stays open
 */
record Framing(long length, boolean chunked, boolean lasting) {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int SWITCHING = 101;
    // More digits might not fit into a long.
    private static final int MOST_DIGITS = 18;

    static Framing of(int status, boolean old, ResponseHead.Fields fields) throws ProtocolViolation {
        String length = single(fields, "content-length");
        String coding = single(fields, "transfer-encoding");
        if (!length.isEmpty() && !coding.isEmpty()) {
            throw new ProtocolViolation("the head has both Content-Length and Transfer-Encoding");
        }
        if (!coding.isEmpty() && (old || !coding.equalsIgnoreCase("chunked"))) {
            throw new ProtocolViolation("a transfer encoding that was not asked for");
        }
        boolean delimited = !length.isEmpty() || !coding.isEmpty() || isBodiless(status);
        Framing framing = new Framing(
                length.isEmpty() ? -1 : number(length), !coding.isEmpty(), delimited && !old && !saysClose(fields));
        framing.requireFit(status);
        return framing;
    }

    /** Whether an answer of this status has no body, whatever its head says. */
    static boolean isBodiless(int status) {
        return status < 200 || status == NO_CONTENT || status == NOT_MODIFIED;
    }

    private void requireFit(int status) throws ProtocolViolation {
        if (status == SWITCHING) {
            throw new ProtocolViolation("the server switches to a protocol that was not asked for");
        }
        boolean announced = chunked || length > 0 || (status < 200 && length == 0);
        if (isBodiless(status) && status != NOT_MODIFIED && announced) {
            throw new ProtocolViolation("the status " + status + " has no body, yet the head announces one");
        }
        if (status >= 200 && status < 300 && !isBodiless(status) && !chunked && length < 0) {
            throw new ProtocolViolation("the head does not say where the body ends, so that one cut off looks whole");
        }
    }

    /** The value of the one header of that name, empty where there is none. */
    private static String single(ResponseHead.Fields fields, String name) throws ProtocolViolation {
        int index = fields.indexOf(name, 0);
        if (index < 0) {
            return "";
        }
        String value = fields.value(index);
        if (value.isEmpty() || fields.indexOf(name, index + 1) >= 0) {
            throw new ProtocolViolation("the header " + name + " is empty or stands there twice");
        }
        return value;
    }

    static long number(String digits) throws ProtocolViolation {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            throw new ProtocolViolation("a length of no or of too many digits");
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!Characters.isDigit(c)) {
                throw new ProtocolViolation("a length that is not made of digits alone");
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static boolean saysClose(ResponseHead.Fields fields) {
        for (int i = fields.indexOf("connection", 0); i >= 0; i = fields.indexOf("connection", i + 1)) {
            if (hasClose(fields.value(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasClose(String tokens) {
        for (int from = 0; from <= tokens.length(); ) {
            int comma = tokens.indexOf(',', from);
            int to = comma < 0 ? tokens.length() : comma;
            if (tokens.substring(from, to).strip().equalsIgnoreCase("close")) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }
}
