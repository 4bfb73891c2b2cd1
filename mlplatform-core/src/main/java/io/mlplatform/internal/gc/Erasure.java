package io.mlplatform.internal.gc;

import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogWalk;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.ManifestReader;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Finds the versions that have certain files, and gives them up without a grace: for what the law wants gone. */
public final class Erasure {

    private final ZoneRoot root;
    private final EntityName entity;
    private final Context context;
    private final EntityLog log;
    private final Keeping keeping;

    public Erasure(ZoneRoot root, EntityName entity, Context context) {
        this.root = root;
        this.entity = entity;
        this.context = context;
        this.log = new EntityLog(root, entity, context);
        this.keeping = new Keeping(root, entity, context);
    }

    /** The versions that are not dead and have a file of one of these paths; reads all their manifests. */
    public Set<Long> versionsWith(Collection<String> paths) {
        Set<Long> found = new TreeSet<>();
        Tip tip = log.tip();
        if (tip.head().isEmpty()) {
            return found;
        }
        Head head = tip.head().get();
        EntityState state = log.state(head);
        ManifestReader manifests = new ManifestReader(root.store(), root.keys(entity), context);
        LogWalk.to(log, head, context, entry -> {
            long version = log.state(entry).latest();
            if (log.isCommit(entry) && !state.isDead(version, log.nextTime(tip))) {
                boolean has = manifests
                        .read(manifests.root(log.state(entry).content().orElseThrow()))
                        .entries(EntryFilter.paths(paths))
                        .findAny()
                        .isPresent();
                if (has) {
                    found.add(version);
                }
            }
        });
        return found;
    }

    /**
     * Retires the versions with no grace, so that the next collection deletes what is theirs alone.
     *
     * @throws io.mlplatform.ConflictException one is the latest, or an alias or a pin holds it; nothing was changed
     */
    public void retire(Collection<Long> versions) {
        keeping.requireUnheld(versions);
        new TreeSet<>(versions).forEach(keeping::retireAtOnce);
    }
}
