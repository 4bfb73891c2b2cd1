package io.mlplatform.s3;

import io.mlplatform.internal.FullJitter;
import io.mlplatform.internal.transfer.Stragglers;
import io.mlplatform.s3.internal.lane.ChosenEngine;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.LaneSettings;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Stores on this machine whose own lane is encrypted by an engine that the test chooses. */
final class LaneStores {

    private LaneStores() {}

    /** @param closeClient called when the store is closed */
    static S3Store open(
            ClientSource client, Runnable closeClient, String name, S3Settings settings, ChosenEngine engine) {
        TransferResources resources = TransferResources.of(settings, System::nanoTime, new Random(1));
        TransferResources chosen = over(lane(engine), resources);
        S3Bucket bucket = new S3Bucket(client, name, settings, Clock.systemUTC());
        FullJitter pause = new FullJitter(new Random(1), Duration.ofMillis(1), Duration.ofMillis(1));
        return new S3Store(bucket, new ConflictBudget(pause), chosen, () -> {
            chosen.close();
            closeClient.run();
        });
    }

    private static Lane lane(ChosenEngine engine) {
        try {
            return new Lane(
                    engine.connector(),
                    host -> List.of(InetAddress.getLoopbackAddress()),
                    LaneSettings.DEFAULT,
                    System::nanoTime);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TransferResources over(Lane lane, TransferResources other) {
        other.lane().ifPresent(Lane::close);
        return with(other.stragglers(), Optional.of(lane), other);
    }

    /** Resources as others, but for these two. */
    static TransferResources with(Stragglers stragglers, Optional<Lane> lane, TransferResources other) {
        return new TransferResources(
                other.transfers(),
                other.limit(),
                other.hedges(),
                stragglers,
                other.retries(),
                other.requests(),
                other.objectThreads(),
                other.partThreads(),
                other.copies(),
                other.hedgeThreads(),
                other.timer(),
                lane,
                other.managed());
    }
}
