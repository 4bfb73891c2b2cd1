package io.mlplatform.internal.log;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Reads a log from its beginning to an end, and stops where an entry does not name the one before as its parent. */
public final class LogWalk {

    private static final int BATCH = 256;

    private LogWalk() {}

    /**
     * Each entry up to {@code end}, in order; one GET an entry, in parallel.
     *
     * @throws DataCorruptException an entry is missing, damaged, or no part of the chain
     */
    public static void to(EntityLog log, Head end, Context context, Consumer<Head> each) {
        Optional<Head> before = Optional.empty();
        for (long from = 0; from <= end.seq(); from += BATCH) {
            List<Callable<Head>> reads = new ArrayList<>();
            for (long at = from; at < Math.min(from + BATCH, end.seq()); at++) {
                long seq = at;
                reads.add(() -> log.entry(seq));
            }
            if (end.seq() < from + BATCH) {
                reads.add(() -> end);
            }
            for (Head head : Parallel.call(context.executor(), log.address(), reads)) {
                if (!head.parent().equals(before.map(Head::digest))) {
                    throw new DataCorruptException(
                            log.address(),
                            "entry " + head.seq() + " does not name the entry before it as its parent: verify and"
                                    + " restore the log");
                }
                each.accept(head);
                before = Optional.of(head);
            }
        }
    }
}
