package io.mlplatform.audit;

import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;

/** The newest of all records that it was offered, never more than the limit. For one thread. */
final class NewestRecords {

    private final int limit;
    private final PriorityQueue<AuditRecord> oldestFirst = new PriorityQueue<>(AuditRecord.NEWEST_FIRST.reversed());

    NewestRecords(int limit) {
        this.limit = limit;
    }

    void offer(AuditRecord record) {
        oldestFirst.add(record);
        if (oldestFirst.size() > limit) {
            oldestFirst.remove();
        }
    }

    /** True where a record from before {@code time} could be among the newest. */
    boolean hasRoomBefore(Instant time) {
        return oldestFirst.size() < limit || oldestFirst.element().time().isBefore(time);
    }

    /** How many records from before {@code time} could be among the newest. */
    int roomBefore(Instant time) {
        return limit
                - (int) oldestFirst.stream()
                        .filter(record -> !record.time().isBefore(time))
                        .count();
    }

    List<AuditRecord> newestFirst() {
        return oldestFirst.stream().sorted(AuditRecord.NEWEST_FIRST).toList();
    }
}
