package io.mlplatform.audit;

import io.mlplatform.Digest;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.ReviewedEntry;
import io.mlplatform.internal.log.ReviewedLog;
import io.mlplatform.internal.log.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far one log was read, from the newest entry in question backwards. Entries are checked against the digest that their
 * successor has of them. For one thread at a time.
 */
final class LogCursor {

    private final Sighting.Place place;
    private final ReviewedLog log;
    private final ReviewedEntry newest;
    private final long slot;
    private long next;
    private long stop = -1;
    private Instant frontier;
    private Optional<Digest> expected = Optional.empty();

    /**
     * A cursor before the newest entry of the query's times: one GET, and where the query has times, at most log2 of the
     * log's length more for each of them that falls among the entries.
     */
    LogCursor(Sighting.Place place, ReviewedLog log, Slot slot, AuditQuery query) {
        this.place = place;
        this.log = log;
        this.newest = log.entry(slot.seq());
        this.slot = slot.seq();
        this.next = slot.seq();
        this.frontier = slot.stored();
        if (query.from().isPresent() || query.until().isPresent()) {
            newestReadable().ifPresent(top -> limit(top, query));
        }
    }

    private Optional<Head> newestReadable() {
        Optional<Head> readable = newest.head();
        for (long seq = slot - 1; readable.isEmpty() && seq >= 0; seq--) {
            readable = log.entry(seq).head();
        }
        return readable;
    }

    private void limit(Head top, AuditQuery query) {
        Head end = query.until()
                .filter(until -> !top.time().isBefore(until))
                .map(until -> log.cut(until, top).from())
                .orElse(top);
        if (query.until().filter(until -> !end.time().isBefore(until)).isPresent()) {
            next = end.seq() - 1;
            frontier = end.time();
            expected = end.parent();
        }
        query.from()
                .ifPresent(from -> stop = end.time().isBefore(from)
                        ? end.seq()
                        : log.cut(from, end).before());
    }

    /** What stands at the end of the log, whether or not it is in question. */
    ReviewedEntry newest() {
        return newest;
    }

    /** The entry at the end of the log, where the cursor stands before it: no request, as it was read. */
    Optional<Sighting> end() {
        return hasNext() && next == slot ? Optional.of(place.see(newest)) : Optional.empty();
    }

    boolean hasNext() {
        return next > stop;
    }

    /** When what is still to be read was written at the latest. */
    Instant frontier() {
        return frontier;
    }

    /** The places of the next entries, at most {@code count}. */
    List<Long> next(int count) {
        List<Long> places = new ArrayList<>();
        for (long seq = next; seq > stop && places.size() < count; seq--) {
            places.add(seq);
        }
        return places;
    }

    /** What stands there: one GET. From any thread. */
    Sighting read(long seq) {
        return place.see(log.entry(seq));
    }

    /** Goes on behind {@code sighting}, the next entry, and hands it back as it is to be shown. */
    Sighting pass(Sighting sighting) {
        Sighting shown = checked(sighting).notLaterThan(frontier);
        frontier = shown.row().time();
        expected = sighting.parent();
        next--;
        return shown;
    }

    private Sighting checked(Sighting sighting) {
        boolean chained = sighting.isDamaged()
                || expected.isEmpty()
                || (expected.equals(sighting.digest()) && sighting.row().time().isBefore(frontier));
        return chained ? sighting : sighting.replaced(frontier);
    }
}
