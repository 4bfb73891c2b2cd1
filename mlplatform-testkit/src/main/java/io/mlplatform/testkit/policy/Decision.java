package io.mlplatform.testkit.policy;

import java.util.Optional;

/**
 * The answer to a request.
 *
 * @param outcome allowed, or denied and how
 * @param statement the statement that allows or explicitly denies; none for an implicit denial, nor where no statement
 *     is needed
 * @param reason one sentence for people: which statement decides, or who should have allowed and did not
 */
public record Decision(Outcome outcome, Optional<DecidingStatement> statement, String reason) {

    /** How a request is answered. */
    public enum Outcome {
        /** It may pass. */
        ALLOWED,
        /** A statement denies it, which no other can undo. */
        EXPLICIT_DENY,
        /** No statement denies it, but one that had to allow it is missing. */
        IMPLICIT_DENY
    }

    /** Whether the request may pass. */
    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }

    static Decision allowedBy(DecidingStatement statement) {
        return new Decision(Outcome.ALLOWED, Optional.of(statement), "Allowed by " + statement);
    }

    static Decision allowedAsRoot() {
        return new Decision(Outcome.ALLOWED, Optional.empty(), "The account's root user may all that is not denied");
    }

    static Decision deniedBy(DecidingStatement statement) {
        return new Decision(Outcome.EXPLICIT_DENY, Optional.of(statement), "Denied by " + statement);
    }

    static Decision notAllowedBy(String whoDoesNot) {
        return new Decision(Outcome.IMPLICIT_DENY, Optional.empty(), "Not allowed by " + whoDoesNot);
    }

    @Override
    public String toString() {
        return reason;
    }
}
