package io.mlplatform.collection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a collection of a whole zone did.
 *
 * @param collected the entities that were collected
 * @param failed those that were not, by name, each with the reason; nothing of them was deleted that a version needs
 */
public record ZoneReport(List<CollectionReport> collected, Map<String, String> failed) {

    public ZoneReport {
        collected = List.copyOf(collected);
        failed = new TreeMap<>(failed);
    }

    /** How many objects were deleted. */
    public long objects() {
        return collected.stream().mapToLong(CollectionReport::objects).sum();
    }

    /** The bytes of those. */
    public long bytes() {
        return collected.stream().mapToLong(CollectionReport::bytes).sum();
    }

    @Override
    public String toString() {
        String problems = failed.entrySet().stream()
                .map(entry -> "\n" + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining());
        return collected.size() + " entities: deleted " + objects() + " objects, " + bytes() + " bytes" + problems;
    }
}
