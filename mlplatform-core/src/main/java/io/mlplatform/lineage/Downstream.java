package io.mlplatform.lineage;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.publish.EntityStanding;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** One walk downstream along the marker keys, all versions of a level at once. For one thread. */
final class Downstream {

    /** Anyone may leave markers in the own name: so many of them are followed, and no more. */
    private static final int MOST_VERSIONS = 10_000;

    private final Map<Zone, VersionedZone> zones;
    private final ExecutorService executor;
    private final Map<VersionRef, List<VersionRef>> consumers = new LinkedHashMap<>();
    private final Set<UnseenZone> unseen = new LinkedHashSet<>();

    Downstream(Map<Zone, VersionedZone> zones) {
        this.zones = zones;
        this.executor = zones.values().iterator().next().context().executor();
    }

    /** One LIST a place and page. */
    Usage direct(PinnedRef version) {
        VersionRef ref = numbered(version);
        visit(List.of(ref));
        return new Usage(version, consumersOf(ref), unseenZones());
    }

    /** One LIST a place and page for each version downstream, then how the entities stand. */
    Retirement all(PinnedRef version) {
        VersionRef ref = numbered(version);
        Collection<VersionRef> level = List.of(ref);
        for (int steps = 0;
                !level.isEmpty() && steps <= Lineage.MOST_STEPS && consumers.size() < MOST_VERSIONS;
                steps++) {
            visit(level);
            Set<VersionRef> next = new LinkedHashSet<>();
            level.forEach(above -> next.addAll(consumersOf(above)));
            next.removeAll(consumers.keySet());
            level = next;
        }
        return new Retirement(version, node(ref, standings(), new HashSet<>()), unseenZones());
    }

    private void visit(Collection<VersionRef> level) {
        List<Callable<Answer>> questions = new ArrayList<>();
        for (VersionRef ref : level) {
            consumers.put(ref, new ArrayList<>());
            places().forEach(place -> questions.add(() -> ask(place, ref)));
        }
        for (Answer answer : Parallel.call(executor, "lineage", questions)) {
            consumersOf(answer.of()).addAll(answer.consumers());
            answer.unseen().ifPresent(unseen::add);
        }
    }

    private List<ZoneRoot> places() {
        return zones.keySet().stream()
                .sorted()
                .flatMap(zone -> zone(zone).places().stream())
                .toList();
    }

    private static Answer ask(ZoneRoot place, VersionRef ref) {
        try {
            return new Answer(ref, VersionedZone.consumers(place, ref), Optional.empty());
        } catch (AccessDeniedException e) {
            return Answer.none(ref, place, "no access");
        } catch (NotFoundException e) {
            return Answer.none(ref, place, "not found");
        }
    }

    private Map<Entity, Standing> standings() {
        List<Entity> entities =
                consumers.keySet().stream().map(Entity::of).distinct().toList();
        List<Callable<Standing>> questions = new ArrayList<>();
        entities.forEach(entity -> questions.add(() -> standing(entity)));
        List<Standing> answers = Parallel.call(executor, "lineage", questions);
        Map<Entity, Standing> standings = new HashMap<>();
        for (int i = 0; i < entities.size(); i++) {
            standings.put(entities.get(i), answers.get(i));
        }
        return standings;
    }

    private Standing standing(Entity entity) {
        try {
            Optional<EntityStanding> found = zone(entity.zone()).standing(entity.name());
            return new Standing(found, found.isPresent() ? "" : "not found");
        } catch (AccessDeniedException e) {
            return new Standing(Optional.empty(), "no access");
        } catch (NotFoundException e) {
            return new Standing(Optional.empty(), "not found");
        }
    }

    private DownstreamNode node(VersionRef ref, Map<Entity, Standing> standings, Set<VersionRef> seen) {
        if (!consumers.containsKey(ref)) {
            return new DownstreamNode(ref, List.of(), Optional.of("not followed further, ask for it"), List.of());
        }
        if (!seen.add(ref)) {
            return new DownstreamNode(ref, List.of(), Optional.of("see above"), List.of());
        }
        List<DownstreamNode> below = consumersOf(ref).stream()
                .map(consumer -> node(consumer, standings, seen))
                .toList();
        Standing standing = Optional.ofNullable(standings.get(Entity.of(ref))).orElseThrow();
        return new DownstreamNode(ref, standing.names(ref), standing.note(ref), below);
    }

    private List<UnseenZone> unseenZones() {
        return List.copyOf(unseen);
    }

    private List<VersionRef> consumersOf(VersionRef ref) {
        return Optional.ofNullable(consumers.get(ref)).orElseThrow();
    }

    private VersionedZone zone(Zone zone) {
        return Optional.ofNullable(zones.get(zone)).orElseThrow();
    }

    private static VersionRef numbered(PinnedRef version) {
        return VersionRef.of(version.zone(), version.entity(), new VersionSelector.Number(version.version()));
    }

    private static long number(VersionRef ref) {
        return ((VersionSelector.Number) ref.selector()).version();
    }

    /** What one place said of one version. */
    private record Answer(VersionRef of, List<VersionRef> consumers, Optional<UnseenZone> unseen) {

        static Answer none(VersionRef ref, ZoneRoot place, String why) {
            return new Answer(ref, List.of(), Optional.of(new UnseenZone(place.zone(), place.team(), why)));
        }
    }

    private record Entity(Zone zone, EntityName name) {
        static Entity of(VersionRef ref) {
            return new Entity(ref.zone(), ref.entity());
        }
    }

    /** How an entity stands, or why that is not known. */
    private record Standing(Optional<EntityStanding> known, String problem) {

        List<String> names(VersionRef ref) {
            return known.map(entity -> entity.names(number(ref))).orElse(List.of());
        }

        Optional<String> note(VersionRef ref) {
            if (known.isEmpty()) {
                return Optional.of(problem);
            }
            return known.filter(entity -> entity.isRetired(number(ref))).map(entity -> "retired");
        }
    }
}
