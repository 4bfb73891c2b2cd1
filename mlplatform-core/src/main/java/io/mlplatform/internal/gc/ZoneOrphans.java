package io.mlplatform.internal.gc;

import io.mlplatform.EntityName;
import io.mlplatform.collection.OrphanReport;
import io.mlplatform.internal.KeyOwner;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.store.ObjectInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies below a zone root and belongs to no entity with a log; one LIST a thousand keys. */
public final class ZoneOrphans {

    private static final int SHOWN = 1_000;

    private final ZoneRoot root;
    private final Set<EntityName> withLog = new HashSet<>();
    private final List<String> first = new ArrayList<>();
    private long objects;
    private long bytes;

    private ZoneOrphans(ZoneRoot root) {
        this.root = root;
    }

    public static OrphanReport of(ZoneRoot root) {
        ZoneOrphans orphans = new ZoneOrphans(root);
        new ListedKeys(root.location()).forEachRemaining(orphans::see);
        return new OrphanReport(root.location().toString(), orphans.objects, orphans.bytes, orphans.first);
    }

    // In order of key an entity's log comes before its manifests and data, so that it is known by then.
    private void see(ObjectInfo object) {
        if (KeyOwner.isOfZone(root.location(), object.key())) {
            return;
        }
        Optional<KeyOwner> owner = KeyOwner.of(root.location(), object.key());
        owner.filter(KeyOwner::isLog).ifPresent(log -> withLog.add(log.entity()));
        boolean owned = owner.map(of -> withLog.contains(of.entity()) || !of.isBehindLog())
                .orElse(false);
        if (!owned) {
            objects++;
            bytes += object.size();
            if (first.size() < SHOWN) {
                first.add(object.key().value());
            }
        }
    }
}
