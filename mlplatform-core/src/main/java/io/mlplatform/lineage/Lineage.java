package io.mlplatform.lineage;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was made from what, over all zones: upstream by the pinned inputs that versions carry, downstream by the markers
 * that consumers leave. Every method also takes a full reference, such as {@code mlp://datasets/growth/churn@12} or
 * {@code mlp://models/growth/churn@production}. Thread-safe.
 */
public final class Lineage {

    /** How far is followed: what others wrote must not decide how deep a stack or an answer gets. */
    static final int MOST_STEPS = 500;

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
        return follow(new Input(version.ref(), ""), new HashSet<>(), 0);
    }

    /** The version meant and all that it was made from; {@link NotFoundException} where there is no such version. */
    public LineageNode of(String ref) {
        return follow(new Input(pinned(ref), ""), new HashSet<>(), 0);
    }

    /** What used this: the versions made from it directly. One LIST a zone, and one more a thousand consumers. */
    public Usage usedBy(EntityVersion version) {
        return new Downstream(zones).direct(version.ref());
    }

    /** What used the version meant; {@link NotFoundException} where there is no such version. */
    public Usage usedBy(String ref) {
        return new Downstream(zones).direct(pinned(ref));
    }

    /** What retiring this would touch: all that was made from it, however far, and the names that it goes by. */
    public Retirement retiring(EntityVersion version) {
        return new Downstream(zones).all(version.ref());
    }

    /** What retiring the version meant would touch; {@link NotFoundException} where there is no such version. */
    public Retirement retiring(String ref) {
        return new Downstream(zones).all(pinned(ref));
    }

    @Override
    public String toString() {
        return "lineage over all zones";
    }

    private PinnedRef pinned(String text) {
        VersionRef ref = VersionRef.parse(text);
        return zone(ref.zone(), text).open(ref).ref();
    }

    private VersionedZone zone(Zone zone, String resource) {
        return Optional.ofNullable(zones.get(zone))
                .orElseThrow(() -> new NotFoundException(resource, "this platform has no such zone"));
    }

    private LineageNode follow(Input input, Set<PinnedRef> seen, int depth) {
        if (!input.platform().isEmpty()) {
            return LineageNode.of(input, Optional.of("not found here, it stayed on " + input.platform()), List.of());
        }
        if (depth > MOST_STEPS) {
            return LineageNode.of(input, Optional.of("more than " + MOST_STEPS + " steps away, ask for it"), List.of());
        }
        if (!seen.add(input.ref())) {
            return LineageNode.of(input, Optional.of("see above"), List.of());
        }
        try {
            VersionedZone zone = zone(input.ref().zone(), input.ref().uri());
            List<LineageNode> inputs = zone.inputs(zone.open(input.ref().toVersionRef())).stream()
                    .map(above -> follow(above, seen, depth + 1))
                    .toList();
            return LineageNode.of(input, Optional.empty(), inputs);
        } catch (AccessDeniedException e) {
            return LineageNode.of(input, Optional.of("no access"), List.of());
        } catch (NotFoundException e) {
            return LineageNode.of(input, Optional.of("not found"), List.of());
        }
    }
}
