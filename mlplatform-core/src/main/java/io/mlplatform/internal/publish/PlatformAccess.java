package io.mlplatform.internal.publish;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets the modules above core attach to an opened platform, without showing its inside to users. */
public final class PlatformAccess {

    private static @Nullable BiFunction<MlPlatform, Zone, VersionedZone> zones;
    private static @Nullable Function<MlPlatform, StoreLocation> locations;

    private PlatformAccess() {}

    /** Called once by {@link MlPlatform} itself. */
    public static void open(
            BiFunction<MlPlatform, Zone, VersionedZone> zonesOf, Function<MlPlatform, StoreLocation> locationOf) {
        zones = zonesOf;
        locations = locationOf;
    }

    /** A zone of the platform. */
    public static VersionedZone zone(MlPlatform platform, Zone zone) {
        return initialised(zones).apply(platform, zone);
    }

    /** What was opened; the platform's to close. */
    public static StoreLocation location(MlPlatform platform) {
        return initialised(locations).apply(platform);
    }

    private static <T> T initialised(@Nullable T access) {
        if (access == null) {
            throw new IllegalStateException("a platform exists, so its class has run its initialiser");
        }
        return access;
    }
}
