package io.mlplatform.internal.log;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import java.time.Instant;
import java.util.Optional;

/**
 * A log read for review, an entity's own or a protected alias's: a damaged entry is a value here, as whoever reviews wants
 * the others all the same. Thread-safe.
 */
public final class ReviewedLog {

    private final SlotLog slots;

    private ReviewedLog(SlotLog slots) {
        this.slots = slots;
    }

    public static ReviewedLog of(ZoneRoot root, EntityName entity, Context context) {
        Keys keys = root.keys(entity);
        return new ReviewedLog(new SlotLog(keys.log(), root.address(entity), context, root.heads()));
    }

    public static ReviewedLog of(ZoneRoot root, EntityName entity, AliasName alias, Context context) {
        Keys keys = root.keys(entity);
        return new ReviewedLog(
                new SlotLog(keys.aliasLog(alias), root.address(entity) + "@" + alias, context, root.heads()));
    }

    /** The place of the newest entry, if there is one: one LIST. */
    public Optional<Slot> newest() {
        return slots.newest();
    }

    /** What stands at {@code seq}: one GET. */
    public ReviewedEntry entry(long seq) {
        try {
            return new ReviewedEntry(seq, Optional.of(slots.entry(seq)), "");
        } catch (DataCorruptException e) {
            return new ReviewedEntry(seq, Optional.empty(), withoutResource(e));
        }
    }

    // Whoever is shown the problem knows which entry it is about, and has a line for it.
    private static String withoutResource(DataCorruptException e) {
        String message = String.valueOf(e.getMessage());
        String resource = e.resource() + ": ";
        return message.startsWith(resource) ? message.substring(resource.length()) : message;
    }

    /**
     * Where a time falls among the entries, which are in order of time.
     *
     * @param before the newest entry known to be before it, -1 for none
     * @param from the oldest known to be at it or later; what lies between the two cannot be read
     */
    public record Cut(long before, Head from) {}

    /** Where {@code time} falls below {@code end}, which is not before it: at most log2 of its place GETs, if none is damaged. */
    public Cut cut(Instant time, Head end) {
        long before = -1;
        long passed = -1;
        Head from = end;
        while (from.seq() - passed > 1) {
            long middle = (passed + from.seq()) >>> 1;
            Optional<Head> found = readable(middle, passed);
            if (found.isPresent() && !found.get().time().isBefore(time)) {
                from = found.get();
            } else {
                before = found.map(Head::seq).orElse(before);
                passed = middle;
            }
        }
        return new Cut(before, from);
    }

    private Optional<Head> readable(long newest, long above) {
        for (long seq = newest; seq > above; seq--) {
            Optional<Head> head = entry(seq).head();
            if (head.isPresent()) {
                return head;
            }
        }
        return Optional.empty();
    }
}
