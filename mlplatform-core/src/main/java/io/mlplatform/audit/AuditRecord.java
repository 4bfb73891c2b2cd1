package io.mlplatform.audit;

import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Printable;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that was done, as an entry of a log tells it.
 *
 * @param time UTC, by the store's clock as the writer read it; of a damaged entry, which tells none, the latest that it can be
 * @param actor who says to have done it, a claim (the proof is in the store's own audit, such as CloudTrail); empty where
 *     the entry is damaged
 * @param aliasLog the protected alias in whose own log the entry stands; empty for the entity's log
 * @param seq the entry's place in its log
 * @param version the one that it is about; empty where that is none or several
 * @param what one line about it, at most 200 characters
 * @param writeId the id of the write; empty where the entry is damaged
 */
public record AuditRecord(
        Instant time,
        String actor,
        Zone zone,
        EntityName entity,
        Optional<AliasName> aliasLog,
        long seq,
        AuditAction action,
        OptionalLong version,
        String what,
        String writeId) {

    static final Comparator<AuditRecord> NEWEST_FIRST = Comparator.comparing(AuditRecord::time)
            .thenComparing(AuditRecord::log)
            .thenComparingLong(AuditRecord::seq)
            .reversed();

    /** The log that has the entry: {@code models/growth/churn}, or {@code models/growth/churn@production}. */
    public String log() {
        return log(zone, entity, aliasLog);
    }

    static String log(Zone zone, EntityName entity, Optional<AliasName> aliasLog) {
        return zone + "/" + entity + aliasLog.map(alias -> "@" + alias).orElse("");
    }

    @Override
    public String toString() {
        return time + " " + Printable.line(actor) + " " + action + " " + log() + ": " + what;
    }
}
