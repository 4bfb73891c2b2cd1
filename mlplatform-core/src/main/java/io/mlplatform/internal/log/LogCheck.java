package io.mlplatform.internal.log;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;

/**
 * Walks a whole log from its first entry, and tells where it is not as its writers left it: a broken chain, a repeated
 * write, a state that does not follow from its event. For one thread.
 */
final class LogCheck {

    private static final int BATCH = 256;
    private static final int MOST = 100;

    private final String address;
    private final Context context;
    private final LongFunction<Head> entries;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> writeIds = new HashSet<>();

    /** @param entries reads an entry by its place */
    LogCheck(String address, Context context, LongFunction<Head> entries) {
        this.address = address;
        this.context = context;
        this.entries = entries;
    }

    /** Of an entity's log: chain and states. */
    List<String> problems(Tip tip) {
        walk(tip, Optional.of(new StateSteps()));
        return problems;
    }

    /** Of a log without such states: the chain. */
    List<String> chainProblems(Tip tip) {
        walk(tip, Optional.empty());
        return problems;
    }

    private void walk(Tip tip, Optional<StateSteps> states) {
        Optional<Head> before = Optional.empty();
        for (long from = 0; from < tip.nextSeq() && problems.size() < MOST; from += BATCH) {
            List<Callable<Optional<Head>>> reads = new ArrayList<>();
            for (long at = from; at < Math.min(from + BATCH, tip.nextSeq()); at++) {
                long seq = at;
                reads.add(() -> entry(seq));
            }
            long seq = from;
            for (Optional<Head> read : Parallel.call(context.executor(), address, reads)) {
                if (read.isEmpty()) {
                    // Of a log whose end was put far ahead, one gap says it all.
                    problems.add("entry " + seq + " is missing or damaged; what follows was not looked at");
                    return;
                }
                Head head = read.get();
                chain(before, head);
                states.ifPresent(steps -> steps.check(head).forEach(why -> tell(head, why)));
                before = read;
                seq++;
            }
        }
    }

    private Optional<Head> entry(long seq) {
        try {
            return Optional.of(entries.apply(seq));
        } catch (DataCorruptException e) {
            return Optional.empty();
        }
    }

    private void chain(Optional<Head> before, Head head) {
        if (!head.entry().parent().equals(before.map(Head::digest))) {
            tell(head, "does not name the entry before it as its parent");
        }
        if (before.isPresent() && !head.time().isAfter(before.get().time())) {
            tell(head, "is not later than the entry before it");
        }
        if (!writeIds.add(head.writeId())) {
            tell(head, "repeats the write id of another entry");
        }
    }

    private void tell(Head head, String why) {
        if (problems.size() < MOST) {
            problems.add("entry " + head.seq() + " " + why);
        }
    }
}
