package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether offline and online say the same.
 *
 * @param compared things that both were asked about
 * @param ahead those of them whose online record is newer than all that the version holds, which is no difference
 * @param differences a line each: the thing, what offline says, what online says
 */
public record ConsistencyReport(int compared, int ahead, List<String> differences) {

    public ConsistencyReport {
        differences = List.copyOf(differences);
    }

    static ConsistencyReport of(
            FeatureGroup group, List<OnlineRecord> offline, List<OnlineAnswer> online, Instant now) {
        int ahead = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < offline.size(); i++) {
            OnlineRecord row = offline.get(i);
            OnlineAnswer answer = online.get(i);
            if (answer.order().isPresent() && answer.order().get().compareTo(row.order()) > 0) {
                ahead++;
            } else if (!agree(group, row, answer, now)) {
                differences.add(row + " offline, online: " + answer);
            }
        }
        return new ConsistencyReport(offline.size(), ahead, differences);
    }

    // A store may forget tombstones, and what has expired: neither is served then.
    private static boolean agree(FeatureGroup group, OnlineRecord row, OnlineAnswer answer, Instant now) {
        if (answer.status().isEmpty()) {
            return false;
        }
        return switch (answer.status().get()) {
            case FOUND ->
                row.kind() == OnlineRecord.Kind.VALUES
                        && isOfOneTime(row, answer)
                        && values(group, row).equals(answer.features());
            case DELETED -> row.kind() == OnlineRecord.Kind.TOMBSTONE;
            case EXPIRED -> isOfOneTime(row, answer);
            case MISSING ->
                row.kind() == OnlineRecord.Kind.TOMBSTONE
                        || group.timeToLive() instanceof TimeToLive.Within ttl
                                && Duration.between(row.order().eventTime(), now)
                                                .compareTo(ttl.bound())
                                        > 0;
        };
    }

    private static boolean isOfOneTime(OnlineRecord row, OnlineAnswer answer) {
        return answer.order()
                .map(RecordOrder::eventTime)
                .equals(Optional.of(row.order().eventTime()));
    }

    private static Map<String, @Nullable Object> values(FeatureGroup group, OnlineRecord row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (FeatureColumn column : group.features()) {
            values.put(column.name(), row.features().get(column.name()));
        }
        return values;
    }

    /** True where no difference was found. */
    public boolean isConsistent() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return compared + " compared, " + ahead + " newer online, " + differences.size() + " different"
                + (differences.isEmpty() ? "" : ": " + differences.get(0));
    }
}
