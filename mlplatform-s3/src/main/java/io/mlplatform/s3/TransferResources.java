package io.mlplatform.s3;

import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.LaneSettings;
import io.mlplatform.s3.internal.lane.Resolver;
import io.mlplatform.s3.internal.lane.TlsEngines;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/**
 * The threads, the memory and the connections that transfers share, of one store or of several beside each other. Parts have
 * threads of their own: an object's thread waits for them.
 *
 * @param lane where the settings choose it
 */
record TransferResources(
        ExecutorService objectThreads, ExecutorService partThreads, ByteBudget memory, Optional<Lane> lane)
        implements AutoCloseable {

    /** @param nanos a clock that only runs forward */
    static TransferResources of(S3Settings settings, LongSupplier nanos) {
        return new TransferResources(
                DaemonThreads.pool("mlplatform-s3-object", settings.parallelism()),
                DaemonThreads.pool("mlplatform-s3-part", settings.parallelism()),
                new ByteBudget(settings.uploadMemory()),
                settings.transport() == S3Transport.OWN ? Optional.of(lane(settings, nanos)) : Optional.empty());
    }

    @Override
    public void close() {
        objectThreads.shutdownNow();
        partThreads.shutdownNow();
        lane.ifPresent(Lane::close);
    }

    private static Lane lane(S3Settings settings, LongSupplier nanos) {
        // A thread of a caller may fetch beside those of the pools.
        LaneSettings bounds = new LaneSettings(
                2 * settings.parallelism() + 1,
                settings.connectTimeout(),
                settings.readTimeout(),
                LaneSettings.DEFAULT.idle(),
                LaneSettings.DEFAULT.age());
        return new Lane(TlsEngines.ofTheJvm().connector(), Resolver.system(), bounds, nanos);
    }
}
