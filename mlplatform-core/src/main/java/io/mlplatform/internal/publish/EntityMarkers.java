package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.ZoneRoots;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What the empty marker objects of a zone say: which entities there are, and what was made from a version. */
final class EntityMarkers {

    private static final int PAGE = 1_000;

    private final ZoneRoots roots;
    private final Context context;

    EntityMarkers(ZoneRoots roots, Context context) {
        this.roots = roots;
        this.context = context;
    }

    /** The entities whose full name begins with {@code prefix}, in order of name; one LIST a root and thousand. */
    List<EntityName> named(String prefix) {
        return markers(prefix).stream().map(Marker::entity).toList();
    }

    /** The same, last made first, at most {@code limit}. */
    List<EntityName> newest(String prefix, int limit) {
        return markers(prefix).stream()
                .sorted(Comparator.comparing(Marker::made)
                        .thenComparing(Marker::entity)
                        .reversed())
                .map(Marker::entity)
                .limit(limit)
                .toList();
    }

    /** The versions in one root that were made from {@code input}, a version by number; one LIST a thousand. */
    static List<VersionRef> consumers(ZoneRoot root, VersionRef input) {
        return objects(root, Keys.consumers(root.location(), input)).stream()
                .flatMap(object -> Keys.consumerOf(object.key(), root.zone()).stream())
                .toList();
    }

    /** The store's clock where {@code entity} is, by one LIST: what is late or lost is told by it. */
    Instant storeTime(EntityName entity) {
        ZoneRoot root = roots.of(entity);
        return root.store()
                .list(Keys.entities(root.location(), entity.team() + "/"), "", Delimiter.NONE, 1)
                .date();
    }

    /** The entities in one root, in order of name; one LIST a thousand. */
    static List<EntityName> entities(ZoneRoot root, String prefix) {
        return markers(root, prefix).stream().map(Marker::entity).toList();
    }

    private List<Marker> markers(String prefix) {
        List<ZoneRoot> places = roots.under(prefix);
        List<Callable<List<Marker>>> lists = places.stream()
                .<Callable<List<Marker>>>map(root -> () -> markers(root, prefix))
                .toList();
        return Parallel.call(context.executor(), "the entities of " + roots.zone(), lists).stream()
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Marker> markers(ZoneRoot root, String prefix) {
        List<Marker> markers = new ArrayList<>();
        objects(root, Keys.entities(root.location(), prefix))
                .forEach(object -> Keys.entityOf(root.location(), object.key())
                        .ifPresent(entity -> markers.add(new Marker(entity, object.lastModified()))));
        return markers;
    }

    private static List<ObjectInfo> objects(ZoneRoot root, String prefix) {
        List<ObjectInfo> objects = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = root.store().list(prefix, after.get(), Delimiter.NONE, PAGE);
            objects.addAll(page.objects());
            after = page.next();
        }
        return objects;
    }

    private record Marker(EntityName entity, Instant made) {}
}
