package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    static ConsistencyReport of(FeatureGroup group, List<OnlineRecord> offline, List<OnlineAnswer> online) {
        int ahead = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < offline.size(); i++) {
            OnlineRecord row = offline.get(i);
            OnlineAnswer answer = online.get(i);
            if (answer.order().isPresent() && answer.order().get().compareTo(row.order()) > 0) {
                ahead++;
            } else if (!agree(group, row, answer)) {
                differences.add(row + " offline, online: " + answer);
            }
        }
        return new ConsistencyReport(offline.size(), ahead, differences);
    }

    // A store may forget tombstones, and what has expired: neither is served then.
    private static boolean agree(FeatureGroup group, OnlineRecord row, OnlineAnswer answer) {
        if (answer.status().isEmpty()) {
            return false;
        }
        return switch (answer.status().get()) {
            case FOUND ->
                row.kind() == OnlineRecord.Kind.VALUES && values(group, row).equals(answer.features());
            case DELETED -> row.kind() == OnlineRecord.Kind.TOMBSTONE;
            case EXPIRED ->
                answer.order()
                        .map(order -> order.eventTime().equals(row.order().eventTime()))
                        .orElse(true);
            case MISSING -> row.kind() == OnlineRecord.Kind.TOMBSTONE;
        };
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
