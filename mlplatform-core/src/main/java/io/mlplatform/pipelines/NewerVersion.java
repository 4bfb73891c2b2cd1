package io.mlplatform.pipelines;

import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Pause;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.VersionedZone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for a version that is newer than a known one, by looking again and again. */
record NewerVersion(VersionedZone zone, Pause pause) {

    /** Empty where {@code timeout} has passed by the store's clock; that is looked at after each pause. */
    Optional<PinnedRef> await(VersionRef known, Duration timeout) throws InterruptedException {
        long number = number(known);
        Instant end = zone.storeTime(known.entity()).plus(timeout);
        for (int attempt = 1; ; attempt++) {
            long latest = zone.now(known.entity()).map(EntityNow::latest).orElse(0L);
            if (latest > number) {
                return Optional.of(
                        zone.open(VersionRef.of(known.zone(), known.entity(), new VersionSelector.Number(latest)))
                                .ref());
            }
            if (!zone.storeTime(known.entity()).isBefore(end)) {
                return Optional.empty();
            }
            pause.before(attempt);
        }
    }

    private long number(VersionRef known) {
        return known.selector() instanceof VersionSelector.Number exact
                ? exact.version()
                : zone.find(known).map(opened -> opened.ref().version()).orElse(0L);
    }
}
