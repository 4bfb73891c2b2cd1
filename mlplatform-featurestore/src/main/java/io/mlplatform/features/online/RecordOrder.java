package io.mlplatform.features.online;

import io.mlplatform.DataCorruptException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * What decides which of two records of one thing counts: event time, then created time, then write time, then the place in
 * its ingest, as offline. Where event and created time are equal, a row that was ingested offline counts before one that was put
 * online only: so both agree once all is ingested and materialised, whatever the clocks of those who put say. Times are in whole
 * microseconds. Immutable.
 *
 * @param created when the row was made; empty: when it is stored
 * @param written when the row was ingested offline; empty where the record does not come from there: when it is stored
 * @param ordinal the row's place in its ingest, from 0; -1 where the record does not come from there
 */
public record RecordOrder(Instant eventTime, Optional<Instant> created, Optional<Instant> written, long ordinal)
        implements Comparable<RecordOrder>, Serializable {

    private static final Comparator<RecordOrder> NEWEST_LAST = Comparator.comparing(RecordOrder::eventTime)
            .thenComparing(order -> order.known(order.created))
            .thenComparing(RecordOrder::isOfflines)
            .thenComparing(order -> order.known(order.written))
            .thenComparingLong(RecordOrder::ordinal);

    private static final long NOT_FROM_OFFLINE = -1;

    public RecordOrder {
        requireMicros(eventTime);
        created.ifPresent(RecordOrder::requireMicros);
        written.ifPresent(RecordOrder::requireMicros);
    }

    /** Of a row made when it is stored. */
    public static RecordOrder at(Instant eventTime) {
        return new RecordOrder(eventTime, Optional.empty(), Optional.empty(), NOT_FROM_OFFLINE);
    }

    /** The same, made at that time. */
    public RecordOrder created(Instant time) {
        return new RecordOrder(eventTime, Optional.of(time), written, ordinal);
    }

    /** The same, ingested offline at that time and place. */
    public RecordOrder written(Instant time, long place) {
        return new RecordOrder(eventTime, created, Optional.of(time), place);
    }

    /** Older before newer; only among orders that are complete, as those that a store answers are. */
    @Override
    public int compareTo(RecordOrder other) {
        return NEWEST_LAST.compare(this, other);
    }

    // A later put of equal times counts also where the clock moved back in between: so it is behind what is there.
    RecordOrder completed(Instant now, Optional<RecordOrder> there) {
        Instant arrival = now.truncatedTo(ChronoUnit.MICROS);
        Instant made = created.orElse(arrival);
        Instant stored = written.orElseGet(() -> there.filter(other -> other.eventTime.equals(eventTime)
                        && other.known(other.created).equals(made))
                .map(other -> other.known(other.written).plus(1, ChronoUnit.MICROS))
                .filter(behind -> behind.isAfter(arrival))
                .orElse(arrival));
        return new RecordOrder(eventTime, Optional.of(made), Optional.of(stored), ordinal);
    }

    String text() {
        return eventTime + " " + known(created) + " " + known(written) + " " + ordinal;
    }

    static RecordOrder parse(String text, String resource) {
        String[] parts = text.split(" ", -1);
        try {
            return at(Instant.parse(parts[0]))
                    .created(Instant.parse(parts[1]))
                    .written(Instant.parse(parts[2]), Long.parseLong(parts[3]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new DataCorruptException(
                    resource, "holds the order '" + text + "', which was not written here: put the record again", e);
        }
    }

    private boolean isOfflines() {
        return ordinal != NOT_FROM_OFFLINE;
    }

    private Instant known(Optional<Instant> time) {
        return time.orElseThrow(() ->
                new IllegalStateException(this + " is not complete: a store completes it when it takes a record"));
    }

    private static void requireMicros(Instant time) {
        if (time.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException(
                    time + " is finer than a microsecond: use truncatedTo(ChronoUnit.MICROS)");
        }
    }
}
