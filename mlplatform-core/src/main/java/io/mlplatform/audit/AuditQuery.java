package io.mlplatform.audit;

import io.mlplatform.EntityName;
import io.mlplatform.VersionSelector;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param prefix what the names of entities begin with, where no {@code entity} is named
 * @param selector the version or alias that is asked about; {@code Latest} for all of the entity
 * @param from inclusive
 * @param until exclusive
 */
record AuditQuery(
        List<Zone> zones,
        String prefix,
        Optional<EntityName> entity,
        VersionSelector selector,
        Optional<String> actor,
        Optional<Instant> from,
        Optional<Instant> until,
        int limit) {

    static final int USUAL_LIMIT = 100;
    static final int MAX_LIMIT = 10_000;

    static final AuditQuery ALL = new AuditQuery(
            List.of(Zone.values()),
            "",
            Optional.empty(),
            new VersionSelector.Latest(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            USUAL_LIMIT);

    AuditQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a table has 1 to " + MAX_LIMIT + " records, not " + limit
                    + ": ask for more in parts, with from and until");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from " + from.get() + " is not before until " + until.get());
        }
        if (selector instanceof VersionSelector.AsOf) {
            throw new IllegalArgumentException(
                    "an audit is of a version, an alias or all: use from and until for times");
        }
    }

    AuditQuery in(List<Zone> newZones) {
        return new AuditQuery(newZones, prefix, entity, selector, actor, from, until, limit);
    }

    AuditQuery below(String newPrefix) {
        return new AuditQuery(
                zones, newPrefix, Optional.empty(), new VersionSelector.Latest(), actor, from, until, limit);
    }

    AuditQuery about(EntityName newEntity, VersionSelector newSelector) {
        return new AuditQuery(zones, "", Optional.of(newEntity), newSelector, actor, from, until, limit);
    }

    AuditQuery by(String newActor) {
        return new AuditQuery(zones, prefix, entity, selector, Optional.of(newActor), from, until, limit);
    }

    AuditQuery from(Instant newFrom) {
        return new AuditQuery(zones, prefix, entity, selector, actor, Optional.of(newFrom), until, limit);
    }

    AuditQuery until(Instant newUntil) {
        return new AuditQuery(zones, prefix, entity, selector, actor, from, Optional.of(newUntil), limit);
    }

    AuditQuery limit(int newLimit) {
        return new AuditQuery(zones, prefix, entity, selector, actor, from, until, newLimit);
    }

    /** True where entries of a log may be passed over, so that more are read than shown. */
    boolean passesOver() {
        return actor.isPresent() || !(selector instanceof VersionSelector.Latest);
    }

    /** True for what was asked for, and for what is damaged: nobody can tell who did that, or to which version. */
    boolean takes(Sighting sighting) {
        if (sighting.isDamaged()) {
            return true;
        }
        return actor.map(name -> name.equals(sighting.row().actor())).orElse(true) && takes(sighting.deed());
    }

    private boolean takes(Deed deed) {
        if (selector instanceof VersionSelector.Number number) {
            return deed.names(number.version());
        }
        if (selector instanceof VersionSelector.Alias alias) {
            return deed.aliases().contains(alias.alias().value());
        }
        return true;
    }
}
