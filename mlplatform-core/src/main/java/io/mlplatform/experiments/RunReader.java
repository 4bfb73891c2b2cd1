package io.mlplatform.experiments;

import io.mlplatform.EntityName;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.SeenHead;
import io.mlplatform.internal.publish.VersionedZone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Reads runs: one of them from its log, many of them from the copies of their newest entries. */
record RunReader(VersionedZone zone, RunSettings settings) {

    /** The run by its log, which is the truth; the copy of its head tells only when it last showed that it lives. */
    Optional<RunSummary> find(EntityName entity) {
        return zone.now(entity).filter(RunReader::isRun).map(now -> summary(now, zone.seen(entity)));
    }

    /** The runs among the entities whose short name begins with {@code prefix}: one GET a run, side by side. */
    List<RunSummary> list(String prefix, Predicate<EntityName> wanted) {
        List<Callable<Optional<RunSummary>>> reads = zone.entities(prefix).stream()
                .filter(RunNames::isRun)
                .filter(wanted)
                .<Callable<Optional<RunSummary>>>map(name -> () -> glance(name))
                .toList();
        return Parallel.call(
                        zone.context().executor(), "runs of " + zone.scope().folder(), reads)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RunSummary> glance(EntityName entity) {
        SeenHead seen = zone.seen(entity);
        if (seen.now().isEmpty()) {
            return find(entity);
        }
        return seen.now().filter(RunReader::isRun).map(now -> summary(now, seen));
    }

    private RunSummary summary(EntityNow now, SeenHead seen) {
        Instant written = seen.written().orElse(now.time());
        Instant lastSign = written.isBefore(now.time()) ? now.time() : written;
        return RunSummary.of(now, lastSign, seen.date(), settings.lostAfter());
    }

    // An entity that was listed before its first entry came, or whose creation was given up, is no run.
    private static boolean isRun(EntityNow now) {
        return now.kind().equals(RunDetail.KIND);
    }
}
