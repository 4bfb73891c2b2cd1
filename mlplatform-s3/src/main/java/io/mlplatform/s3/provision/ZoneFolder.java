package io.mlplatform.s3.provision;

import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.util.Optional;

/**
 * A place within a bucket.
 *
 * @param prefix empty, or ends in {@code /}
 */
record ZoneFolder(Zone zone, Optional<String> team, String prefix, ZoneSettings settings) {

    /** Such as {@code experiments-growth}. */
    String name() {
        return zone + team.map(own -> "-" + own).orElse("");
    }
}
