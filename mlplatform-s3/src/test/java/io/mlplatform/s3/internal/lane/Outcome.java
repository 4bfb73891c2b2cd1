package io.mlplatform.s3.internal.lane;

/**
 * What became of a request, and of the connection it went over.
 *
 * @param result status and body, or the reason of the failure
 * @param kept whether the connection is there for another request
 */
record Outcome(String result, boolean kept) {

    /** A whole answer, after which the connection is kept. */
    static Outcome answers(int status, String body) {
        return new Outcome(status + " " + body, true);
    }

    /** A failure, after which the connection is gone. */
    static Outcome fails(FailureReason reason) {
        return new Outcome(reason.name(), false);
    }

    static Outcome malformed() {
        return fails(FailureReason.MALFORMED_ANSWER);
    }

    static Outcome lost() {
        return fails(FailureReason.CONNECTION_LOST);
    }

    static Outcome timesOut() {
        return fails(FailureReason.TIMED_OUT);
    }

    /** The right bytes of {@link Ask#PART}. */
    static Outcome right() {
        return answers(206, ServedObject.PART);
    }

    /** The same result, after which the connection is gone. */
    Outcome dropped() {
        return new Outcome(result, false);
    }
}
