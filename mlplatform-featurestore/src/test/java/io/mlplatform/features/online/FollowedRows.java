package io.mlplatform.features.online;

import io.mlplatform.features.FeatureStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What is to be said of each thing, offline and online, by maps that follow along: the rules of the order in a few lines. */
final class FollowedRows {

    private static final BinaryOperator<Row> NEWER = BinaryOperator.maxBy(
            Comparator.comparing(Row::eventTime).thenComparing(Row::created).thenComparingInt(Row::place));
    private static final Comparator<Served> AGE = Comparator.<Served, Instant>comparing(served -> served.row.eventTime)
            .thenComparing(served -> served.row.created)
            .thenComparing(Served::origin)
            .thenComparingInt(Served::arrival);

    /**
     * A row as it was made.
     *
     * @param place among all rows
     * @param visits empty: a tombstone
     */
    record Row(long customer, Instant eventTime, Instant created, int place, Optional<Long> visits) {

        FeatureStatus status(Instant now, Duration ttl) {
            if (visits.isEmpty()) {
                return FeatureStatus.DELETED;
            }
            return isOlder(now, ttl) ? FeatureStatus.EXPIRED : FeatureStatus.FOUND;
        }

        boolean isOlder(Instant now, Duration ttl) {
            return eventTime.plus(ttl).isBefore(now);
        }
    }

    private enum Origin {
        PUT,
        INGEST
    }

    /** @param arrival among those of its origin */
    private record Served(Row row, Origin origin, int arrival) {}

    private final List<Row> ingested = new ArrayList<>();
    private final Map<Long, Row> offline = new HashMap<>();
    private final Map<Long, Served> online = new HashMap<>();
    private int puts;

    void ingest(List<Row> rows) {
        ingested.addAll(rows);
        rows.forEach(row -> offline.merge(row.customer, row, NEWER));
    }

    /** How many rows the newest version has. */
    int ingested() {
        return ingested.size();
    }

    void put(Row row) {
        serve(new Served(row, Origin.PUT, puts++));
    }

    void erase(long customer, Instant eventTime) {
        online.computeIfPresent(customer, (key, there) -> there.row.eventTime.isAfter(eventTime) ? there : null);
    }

    /** @param rows that the version has */
    void materialize(int rows, Instant from, Instant to) {
        Map<Long, Row> newest = new HashMap<>();
        ingested.subList(0, rows).stream()
                .filter(row -> !row.eventTime.isBefore(from) && row.eventTime.isBefore(to))
                .forEach(row -> newest.merge(row.customer, row, NEWER));
        newest.values().forEach(row -> serve(new Served(row, Origin.INGEST, row.place)));
    }

    /** The newest row of each thing. */
    Map<Long, Row> offline() {
        return offline;
    }

    /** What the online store has of a thing. */
    Optional<Row> online(long customer) {
        return Optional.ofNullable(online.get(customer)).map(Served::row);
    }

    private void serve(Served next) {
        online.merge(next.row.customer, next, (there, other) -> AGE.compare(other, there) < 0 ? there : other);
    }
}
