package io.mlplatform.reading;

import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Dice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** A platform whose dataset has one file of random bytes. */
final class Pool implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    static final int MIB = 1 << 20;

    private final MlPlatform platform;
    private final byte[] bytes;
    private final DatasetVersion version;

    Pool(ObjectStore store, int size) {
        platform = MlPlatform.builder()
                .store(store, "")
                .time(CLOCK, new Dice(size))
                .open();
        bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        version = platform.datasets()
                .draft("growth/churn")
                .addBytes("a.bin", bytes)
                .publish();
    }

    byte[] bytes() {
        return bytes;
    }

    MlPlatform platform() {
        return platform;
    }

    DatasetVersion version() {
        return version;
    }

    VersionFileChannel open() {
        return platform.datasets().openChannel(version, "a.bin");
    }

    @Override
    public void close() {
        platform.close();
    }
}
