package io.mlplatform.audit;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Printable;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.ReviewedEntry;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An entry as it was read, without its bytes: many are held at a time.
 *
 * @param digest of the entry's bytes; empty where it cannot be read
 * @param parent the digest that it says the entry before has
 */
record Sighting(AuditRecord row, Deed deed, Optional<Digest> digest, Optional<Digest> parent) {

    /** The log in which entries are seen. */
    record Place(Zone zone, EntityName entity, Optional<AliasName> alias) {

        /** What stands there; a damaged entry tells no time, and has the far future for it. */
        Sighting see(ReviewedEntry entry) {
            return entry.head()
                    .map(this::readable)
                    .orElseGet(() -> damaged(entry.seq(), Instant.MAX, entry.problem(), Optional.empty()));
        }

        private Sighting readable(Head head) {
            Deed deed = EventReader.read(head.event(), alias.map(AliasName::value));
            AuditRecord row = new AuditRecord(
                    head.time(),
                    head.actor(),
                    zone,
                    entity,
                    alias,
                    head.seq(),
                    deed.action(),
                    deed.version(),
                    deed.what(),
                    head.writeId());
            return new Sighting(row, deed, Optional.of(head.digest()), head.parent());
        }

        private Sighting damaged(long seq, Instant latest, String problem, Optional<Digest> parent) {
            Deed deed =
                    new Deed(AuditAction.DAMAGED, List.of(), Set.of(), Printable.line(problem, EventReader.LONGEST));
            AuditRecord row = new AuditRecord(
                    latest, "", zone, entity, alias, seq, AuditAction.DAMAGED, OptionalLong.empty(), deed.what(), "");
            return new Sighting(row, deed, Optional.empty(), parent);
        }

        @Override
        public String toString() {
            return AuditRecord.log(zone, entity, alias);
        }
    }

    /** The same, with the latest time that it can have, for an entry that does not tell its own. */
    Sighting notLaterThan(Instant latest) {
        return isDamaged() ? place().damaged(row.seq(), latest, row.what(), parent) : this;
    }

    /** The same entry, which is not the one that its successor was written after. */
    Sighting replaced(Instant latest) {
        String problem = "not what entry " + (row.seq() + 1) + " was written after: one of them was replaced; it says: "
                + row.actor() + " " + row.action() + " " + row.what();
        return place().damaged(row.seq(), latest, problem, parent);
    }

    boolean isDamaged() {
        return row.action() == AuditAction.DAMAGED;
    }

    private Place place() {
        return new Place(row.zone(), row.entity(), row.aliasLog());
    }
}
