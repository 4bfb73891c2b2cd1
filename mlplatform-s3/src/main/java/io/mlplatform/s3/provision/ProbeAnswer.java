package io.mlplatform.s3.provision;

/** What came of trying something. */
public enum ProbeAnswer {
    /** It would have been done. */
    ALLOWED,
    /** The server refused it. */
    REFUSED,
    /** The server did it, for want of words to forbid it. */
    NOT_ENFORCED,
    /** It cannot be told without an effect, or nothing was there to try it on. */
    UNKNOWN;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
