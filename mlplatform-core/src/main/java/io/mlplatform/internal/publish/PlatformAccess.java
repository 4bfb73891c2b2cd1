package io.mlplatform.internal.publish;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.Zone;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Lets the modules above core attach to an opened platform, without showing its inside to users. */
public final class PlatformAccess {

    private static @Nullable BiFunction<MlPlatform, Zone, VersionedZone> zones;

    private PlatformAccess() {}

    /** Called once by {@link MlPlatform} itself. */
    public static void open(BiFunction<MlPlatform, Zone, VersionedZone> access) {
        zones = access;
    }

    /** A zone of the platform. */
    public static VersionedZone zone(MlPlatform platform, Zone zone) {
        if (zones == null) {
            throw new IllegalStateException("a platform exists, so its class has run its initialiser");
        }
        return zones.apply(platform, zone);
    }
}
