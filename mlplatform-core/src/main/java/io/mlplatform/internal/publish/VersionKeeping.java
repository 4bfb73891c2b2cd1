package io.mlplatform.internal.publish;

import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.internal.gc.Keeping;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.manifest.Root;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which versions of one entity are given up, and which are held. Thread-safe. */
public final class VersionKeeping {

    private final EntityRoom room;
    private final Keeping keeping;

    VersionKeeping(EntityRoom room) {
        this.room = room;
        this.keeping = new Keeping(room.root(), room.entity(), room.context());
    }

    /** Gives the version up; it stays readable for the grace of the settings. */
    public void retire(PinnedRef version) {
        requireHere(version);
        keeping.retire(
                version.version(), version.version(), room.context().settings().retireGrace());
    }

    /** Retires what the rule does not keep; how many versions that were. */
    public long retire(RetentionRule rule) {
        Tip tip = room.log().tip();
        long latest = tip.head().map(head -> room.log().state(head).latest()).orElse(0L);
        long to = latest - rule.last();
        Instant cut = tip.date().minus(rule.time());
        if (!rule.time().isZero()) {
            to = Math.min(to, newestBefore(cut, to));
        }
        return keeping.retireUnheld(to, room.context().settings().retireGrace());
    }

    // Times rise along the log; a version that is dead has no index any more, but its entry for ever.
    private long newestBefore(Instant cut, long to) {
        long low = 0;
        long high = Math.max(to, 0);
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (room.index().committed(middle).isBefore(cut)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low > 0) {
            room.index().requireCommitted(low, room.index().committed(low));
        }
        return low;
    }

    /** Empties the entity by a last version, retires all others, and closes it. */
    public void drop(Runnable emptied) {
        Head head = room.log()
                .tip()
                .head()
                .orElseThrow(() -> new NotFoundException(room.log().address(), "no such entity: check the name"));
        EntityState state = room.log().state(head);
        keeping.requireFree(state);
        if (!state.isSealed() && state.latest() > 0) {
            Root latest = room.root(
                    room.index().latest(new Tip(Optional.of(head), head.time())).orElseThrow());
            if (latest.files() > 0) {
                emptied.run();
            }
        }
        keeping.drop(room.context().settings().retireGrace());
    }

    /** Holds the version for someone. */
    public void pin(PinnedRef version, String holder) {
        requireHere(version);
        keeping.pin(version.version(), holder);
    }

    /** Takes the holder's pins from the version. */
    public void unpin(PinnedRef version, String holder) {
        requireHere(version);
        keeping.unpin(version.version(), holder);
    }

    /** Lets a sealed entity take versions again. */
    public void reopen() {
        keeping.reopen();
    }

    /** Rebuilds what is derived; what was done, a line each. */
    public List<String> repair() {
        return new EntityRepair(room).run();
    }

    private void requireHere(PinnedRef version) {
        new AliasMover(room).requireHere(version);
    }
}
