package io.mlplatform.benchmarks.features;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** A row as an application has it. */
record Visit(long customer, Instant time, long pages, double spend, String plan, boolean mobile) {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PLANS = List.of("free", "pro", "team", "enterprise");
    private static final int CUSTOMERS = 1_000_000;
    private static final int MOST_PAGES = 1_000;
    private static final long CENTS = 100_000;

    /** The same rows each time, in no order of time, made as they are asked for. */
    static Iterator<Visit> all(long rows, int days) {
        SplittableRandom random = new SplittableRandom(1);
        long micros = ChronoUnit.DAYS.getDuration().toMillis() * 1_000 * days;
        return LongStream.range(0, rows)
                .mapToObj(row -> new Visit(
                        random.nextLong(CUSTOMERS),
                        FIRST.plus(random.nextLong(micros), ChronoUnit.MICROS),
                        random.nextLong(MOST_PAGES),
                        random.nextLong(CENTS) / 100.0,
                        PLANS.get(random.nextInt(PLANS.size())),
                        random.nextBoolean()))
                .iterator();
    }
}
