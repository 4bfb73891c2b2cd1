package io.mlplatform.s3.provision;

/**
 * One thing that was tried with a role's credentials. Immutable.
 *
 * @param need whether the role is meant to have it
 * @param what in words, such as {@code put a file of growth in datasets}
 * @param right the IAM action
 * @param resource the ARN that it was tried on
 * @param answer what the server said
 * @param reason the statement that decides, by Sid and document, and what the server gave as its reason
 */
public record Probe(Need need, String what, String right, String resource, ProbeAnswer answer, String reason) {

    /** False where the role lacks what it needs, or has what it must not. */
    public boolean isAsDesigned() {
        return answer != (need == Need.NEEDED ? ProbeAnswer.REFUSED : ProbeAnswer.ALLOWED);
    }

    @Override
    public String toString() {
        return String.format(
                "%-5s %-8s %-12s %s: %s",
                isAsDesigned() ? "ok" : "WRONG",
                need,
                answer,
                what,
                isAsDesigned() ? reason : reason + " (" + right + " on " + resource + ")");
    }
}
