package io.mlplatform.models;

/**
 * Who decided that a protected alias moves, and why; kept in the alias's log.
 *
 * @param by a person, a board or a system
 * @param reason at most 512 bytes; may be empty
 */
public record Approval(String by, String reason) {

    public Approval {
        if (by.isBlank()) {
            throw new IllegalArgumentException("an approval says by whom it is: Approval.by(\"risk-review\")");
        }
    }

    public static Approval by(String who) {
        return new Approval(who, "");
    }

    public Approval because(String why) {
        return new Approval(by, why);
    }
}
