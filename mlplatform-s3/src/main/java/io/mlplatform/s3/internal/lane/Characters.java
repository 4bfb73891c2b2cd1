package io.mlplatform.s3.internal.lane;

/** The classes of characters of HTTP/1.1, RFC 9110 section 5.6. */
final class Characters {

    private static final boolean[] TOKEN = new boolean[128];

    static {
        String others = "!#$%&'*+-.^_`|~";
        for (int i = 0; i < others.length(); i++) {
            TOKEN[others.charAt(i)] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
    }

    private Characters() {}

    /** Whether it may stand in the name of a header or of a method. */
    static boolean isToken(int c) {
        return c >= 0 && c < TOKEN.length && TOKEN[c];
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Space or tab. */
    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }
}
