package io.mlplatform.internal.gc;

import io.mlplatform.ConflictException;
import io.mlplatform.internal.log.Change;
import io.mlplatform.internal.log.Condemn;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.Tip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives transactions up in the log, before anything of them is deleted: from then on the fence keeps every committer off
 * them. What others committed since the plan is struck, as that alone can have come to life. For one thread.
 */
final class Condemnation {

    private final EntityLog log;
    private final Liveness liveness;
    private final Set<String> committed = new HashSet<>();
    private Head head;
    private long condemned;
    private long struck;

    Condemnation(EntityLog log, Liveness liveness) {
        this.log = log;
        this.liveness = liveness;
        this.head = liveness.head();
    }

    /** Appends as many entries as that takes; afterwards {@link Liveness#isGivenUp} tells what they name. */
    void append(TxnSet txns) {
        for (int from = 0; from < txns.size(); from += Condemn.MOST) {
            List<String> chunk = new ArrayList<>();
            for (int i = from; i < Math.min(from + Condemn.MOST, txns.size()); i++) {
                chunk.add(txns.get(i));
            }
            append(chunk);
        }
    }

    private void append(List<String> chunk) {
        Chunk change = new Chunk(chunk);
        Optional<Head> appended = log.append(new Tip(Optional.of(head), liveness.date()), change);
        appended.ifPresent(standing -> {
            head = standing;
            change.named.forEach(liveness::giveUp);
        });
        condemned += change.named.size();
        struck += chunk.size() - change.named.size();
    }

    /**
     * Writes the time of the plan into the log where nothing was given up at that time: what is dead by then is so for
     * everybody before it is deleted, whatever their clocks say.
     */
    void tellTime() {
        if (condemned == 0) {
            Tip planned = new Tip(Optional.of(head), liveness.date());
            log.append(planned, (tip, next) -> {
                Head parent = tip.head().orElseThrow();
                requireNotBeforeThePlan(next);
                EntityState state = log.state(parent).carriedFrom(parent.seq());
                return Optional.of(new Proposal(new LogEvent.Swept(), state));
            });
        }
    }

    // Of servers whose clocks differ one may say that a version is not dead yet, which the plan took for dead.
    private void requireNotBeforeThePlan(NextEntry next) {
        if (next.time().isBefore(liveness.now())) {
            throw new ConflictException(
                    log.address(),
                    "the store's clock went back from " + liveness.now() + " to " + next.time()
                            + " while others wrote: nothing more was given up, collect again");
        }
    }

    /** How many transactions the entries name. */
    long condemned() {
        return condemned;
    }

    /** How many were committed meanwhile, and are not named. */
    long struck() {
        return struck;
    }

    // What the plan's head did not know: of each entry since, the transaction it commits.
    private void catchUp(Head end) {
        for (long seq = head.seq() + 1; seq <= end.seq(); seq++) {
            Head entry = seq == end.seq() ? end : log.entry(seq);
            if (log.isCommit(entry)) {
                committed.add(log.event(entry).text("txn"));
            }
        }
        head = end.seq() > head.seq() ? end : head;
    }

    private final class Chunk implements Change {

        private final List<String> chunk;
        private List<String> named = List.of();

        Chunk(List<String> chunk) {
            this.chunk = chunk;
        }

        @Override
        public Optional<Proposal> on(Tip tip, NextEntry next) {
            Head parent = tip.head().orElseThrow();
            catchUp(parent);
            requireNotBeforeThePlan(next);
            named = chunk.stream().filter(txn -> !committed.contains(txn)).toList();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            EntityState state = log.state(parent).carriedFrom(parent.seq());
            return Optional.of(
                    new Proposal(new Condemn(named, state.condemnedAt()), state.withCondemnedAt(next.seq())));
        }
    }
}
