package io.mlplatform.internal.publish;

import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Looks for a version of an entity by what it is, from the newest backwards; retired ones are not found. */
record VersionSearch(EntityRoom room) {

    private static final int BATCH = 32;

    /** The newest version that fits, or empty; one GET a version looked at, in parallel batches. */
    Optional<OpenedVersion> newest(Predicate<OpenedVersion> fitting) {
        Tip tip = room.log().tip();
        Optional<OpenedVersion> latest = room.index().latest(tip).map(room::opened);
        if (latest.isEmpty() || latest.filter(fitting).isPresent()) {
            return latest;
        }
        EntityState state = room.log().state(tip.head().orElseThrow());
        for (long end = state.latest() - 1; end >= 1; end -= BATCH) {
            List<Callable<OpenedVersion>> batch = new ArrayList<>();
            for (long n = end; n >= 1 && n > end - BATCH; n--) {
                long number = n;
                if (!state.isRetired(number)) {
                    batch.add(() -> room.opened(room.index().require(number)));
                }
            }
            Optional<OpenedVersion> found =
                    Parallel.call(room.context().executor(), room.log().address(), batch).stream()
                            .filter(fitting)
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
