package io.mlplatform.internal.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The arithmetic of retired versions: ranges that stand apart, in order. */
final class RetiredRanges {

    private RetiredRanges() {}

    /**
     * With {@code added}. A version that is retired already keeps the earlier of both times, so that nothing that is dead
     * comes to life; neighbours merge where their times are before {@code parentTime}.
     */
    static List<RetiredRange> with(List<RetiredRange> ranges, RetiredRange added, Instant parentTime) {
        List<RetiredRange> apart = new ArrayList<>();
        long next = added.from();
        for (RetiredRange range : sorted(ranges)) {
            if (range.to() < added.from() || range.from() > added.to()) {
                apart.add(range);
                continue;
            }
            long from = Math.max(range.from(), added.from());
            long to = Math.min(range.to(), added.to());
            addUnlessEmpty(apart, range.from(), from - 1, range.until());
            addUnlessEmpty(apart, next, from - 1, added.until());
            addUnlessEmpty(apart, from, to, earlier(range.until(), added.until()));
            addUnlessEmpty(apart, to + 1, range.to(), range.until());
            next = to + 1;
        }
        addUnlessEmpty(apart, next, added.to(), added.until());
        return merged(sorted(apart), parentTime);
    }

    private static List<RetiredRange> merged(List<RetiredRange> ranges, Instant parentTime) {
        List<RetiredRange> merged = new ArrayList<>();
        for (RetiredRange range : ranges) {
            int last = merged.size() - 1;
            boolean joins = last >= 0
                    && merged.get(last).to() + 1 == range.from()
                    && merged.get(last).until().isBefore(parentTime)
                    && range.until().isBefore(parentTime);
            if (joins) {
                RetiredRange before = merged.get(last);
                Instant until = before.until().isAfter(range.until()) ? before.until() : range.until();
                merged.set(last, new RetiredRange(before.from(), range.to(), until));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static List<RetiredRange> sorted(List<RetiredRange> ranges) {
        return ranges.stream()
                .sorted(Comparator.comparingLong(RetiredRange::from))
                .toList();
    }

    private static void addUnlessEmpty(List<RetiredRange> ranges, long from, long to, Instant until) {
        if (from <= to) {
            ranges.add(new RetiredRange(from, to, until));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
