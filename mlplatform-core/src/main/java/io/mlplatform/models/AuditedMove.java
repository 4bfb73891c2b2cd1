package io.mlplatform.models;

import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.publish.AliasMove;
import java.io.Serializable;
import java.time.Instant;

/**
 * One move of a protected alias, as it stands in the alias's log for ever.
 *
 * @param version what the alias named from then on
 * @param time by the store's clock
 * @param actor who says to have moved it
 * @param by who approved it
 * @param reason may be empty
 */
public record AuditedMove(PinnedRef version, Instant time, String actor, String by, String reason)
        implements Serializable {

    static AuditedMove of(AliasMove move) {
        return new AuditedMove(move.version(), move.time(), move.actor(), move.by(), move.reason());
    }

    @Override
    public String toString() {
        return time + " " + version + " by " + Printable.line(by)
                + (reason.isEmpty() ? "" : ": " + Printable.line(reason))
                + (actor.isEmpty() ? "" : " (" + Printable.line(actor) + ")");
    }
}
