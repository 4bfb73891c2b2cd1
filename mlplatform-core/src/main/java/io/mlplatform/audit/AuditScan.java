package io.mlplatform.audit;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.ReviewedLog;
import io.mlplatform.internal.publish.EntityLogs;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One reading of the logs, all at a time and each backwards, until the newest records are known. What a log is read for in
 * a round is its share of what is still missing; logs that can only tell older things are left. For one thread.
 */
final class AuditScan {

    private static final String AUDIT = "audit";
    private static final int ENTITIES_AT_ONCE = 500;
    private static final int LEAST_WHEN_PASSING_OVER = 16;

    private final AuditQuery query;
    private final Context context;
    private final NewestRecords newest;
    private final List<UnseenPlace> unseen = Collections.synchronizedList(new ArrayList<>());

    AuditScan(AuditQuery query, Context context) {
        this.query = query;
        this.context = context;
        this.newest = new NewestRecords(query.limit());
    }

    AuditTable over(List<VersionedZone> zones) {
        for (VersionedZone zone : zones) {
            List<EntityName> entities = entities(zone);
            for (int i = 0; i < entities.size(); i += ENTITIES_AT_ONCE) {
                read(open(zone, entities.subList(i, Math.min(entities.size(), i + ENTITIES_AT_ONCE))));
            }
        }
        return new AuditTable(newest.newestFirst(), query.limit(), unseen);
    }

    private List<EntityName> entities(VersionedZone zone) {
        if (query.entity().isPresent()) {
            return List.of(query.entity().get());
        }
        List<Callable<List<EntityName>>> lists = new ArrayList<>();
        for (ZoneRoot place : zone.places(query.prefix())) {
            lists.add(() -> entities(place));
        }
        return Parallel.call(context.executor(), AUDIT, lists).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<EntityName> entities(ZoneRoot place) {
        try {
            return VersionedZone.entities(place, query.prefix());
        } catch (AccessDeniedException e) {
            unseen.add(UnseenPlace.of(place, "no access"));
        } catch (NotFoundException e) {
            unseen.add(UnseenPlace.of(place, "not found"));
        }
        return List.of();
    }

    private List<LogCursor> open(VersionedZone zone, List<EntityName> entities) {
        List<Callable<Opened>> openings = new ArrayList<>();
        entities.forEach(entity -> openings.add(() -> open(zone.scope().zone(), entity, zone.logs(entity))));
        List<LogCursor> cursors = new ArrayList<>();
        for (Opened opened : Parallel.call(context.executor(), AUDIT, openings)) {
            cursors.addAll(opened.cursors());
            unseen.addAll(opened.unseen());
        }
        return cursors;
    }

    private Opened open(Zone zone, EntityName entity, EntityLogs logs) {
        Opened opened = new Opened(new ArrayList<>(), new ArrayList<>());
        opened.add(new Sighting.Place(zone, entity, Optional.empty()), logs.own(), query);
        for (LogCursor own : List.copyOf(opened.cursors())) {
            for (AliasName alias : logs.protectedAliases(own.newest())) {
                opened.add(new Sighting.Place(zone, entity, Optional.of(alias)), logs.of(alias), query);
            }
        }
        return opened;
    }

    private void read(List<LogCursor> cursors) {
        cursors.forEach(cursor -> cursor.end().ifPresent(end -> pass(cursor, end)));
        for (List<LogCursor> active = active(cursors); !active.isEmpty(); active = active(active)) {
            List<Reading> round = round(active);
            List<Sighting> sightings = Parallel.call(context.executor(), AUDIT, round);
            for (int i = 0; i < sightings.size(); i++) {
                pass(round.get(i).cursor(), sightings.get(i));
            }
        }
    }

    /** What to read next: as many entries as may still be shown, or more where some are passed over. */
    private List<Reading> round(List<LogCursor> active) {
        int room = newest.roomBefore(active.get(0).frontier());
        int share = Math.max(room / active.size(), query.passesOver() ? LEAST_WHEN_PASSING_OVER : 1);
        List<Reading> round = new ArrayList<>();
        for (LogCursor cursor : query.passesOver() ? active : active.subList(0, Math.min(room, active.size()))) {
            cursor.next(share).forEach(seq -> round.add(new Reading(cursor, seq)));
        }
        return round;
    }

    private void pass(LogCursor cursor, Sighting sighting) {
        Sighting shown = cursor.pass(sighting);
        if (query.takes(shown)) {
            newest.offer(shown.row());
        }
    }

    /** Those that may tell something newer than what is known, the ones first that may tell the newest. */
    private List<LogCursor> active(List<LogCursor> cursors) {
        return cursors.stream()
                .filter(cursor -> cursor.hasNext() && newest.hasRoomBefore(cursor.frontier()))
                .sorted(Comparator.comparing(LogCursor::frontier).reversed())
                .toList();
    }

    private record Reading(LogCursor cursor, long seq) implements Callable<Sighting> {
        @Override
        public Sighting call() {
            return cursor.read(seq);
        }
    }

    /** The logs of an entity as far as they could be opened. */
    private record Opened(List<LogCursor> cursors, List<UnseenPlace> unseen) {

        void add(Sighting.Place place, ReviewedLog log, AuditQuery query) {
            try {
                log.newest().ifPresent(slot -> cursors.add(new LogCursor(place, log, slot, query)));
            } catch (AccessDeniedException e) {
                unseen.add(new UnseenPlace(place.toString(), "no access"));
            } catch (NotFoundException e) {
                unseen.add(new UnseenPlace(place.toString(), "not found"));
            }
        }
    }
}
