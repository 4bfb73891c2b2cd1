package io.mlplatform.lineage;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was made from what, followed over all zones by the pinned inputs that versions carry. Thread-safe. */
public final class Lineage {

    private final Map<Zone, VersionedZone> zones;

    /** Made by {@link io.mlplatform.MlPlatform#lineage()}. */
    public Lineage(Map<Zone, VersionedZone> zones) {
        this.zones = Map.copyOf(zones);
    }

    /**
     * The version and, upstream, all that it was made from. Where the reader has no access, or a version is gone, the
     * lineage ends there and says so.
     */
    public LineageNode of(EntityVersion version) {
        return follow(new Input(version.ref(), ""), new HashSet<>());
    }

    private LineageNode follow(Input input, Set<PinnedRef> seen) {
        if (!input.platform().isEmpty()) {
            return LineageNode.of(input, Optional.of("not found here, it stayed on " + input.platform()), List.of());
        }
        if (!seen.add(input.ref())) {
            return LineageNode.of(input, Optional.of("see above"), List.of());
        }
        try {
            VersionedZone zone = Optional.ofNullable(zones.get(input.ref().zone()))
                    .orElseThrow(() -> new NotFoundException(input.ref().uri(), "this platform has no such zone"));
            List<LineageNode> inputs = zone.inputs(zone.open(input.ref().toVersionRef())).stream()
                    .map(above -> follow(above, seen))
                    .toList();
            return LineageNode.of(input, Optional.empty(), inputs);
        } catch (AccessDeniedException e) {
            return LineageNode.of(input, Optional.of("no access"), List.of());
        } catch (NotFoundException e) {
            return LineageNode.of(input, Optional.of("not found"), List.of());
        }
    }
}
