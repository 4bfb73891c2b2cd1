package io.mlplatform.internal.gc;

import io.mlplatform.DataCorruptException;
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
import java.util.concurrent.atomic.AtomicBoolean;

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

    /** What has a file of one of these paths; reads all manifests that are left. */
    public Found find(Collection<String> paths) {
        Set<Long> versions = new TreeSet<>();
        Tip tip = log.tip();
        if (tip.head().isEmpty()) {
            return new Found(versions, false);
        }
        Head head = tip.head().get();
        EntityState state = log.state(head);
        AtomicBoolean givenUp = new AtomicBoolean();
        LogWalk.to(log, head, context, entry -> {
            long version = log.state(entry).latest();
            if (!log.isCommit(entry)) {
                return;
            }
            if (state.isDead(version, log.nextTime(tip))) {
                givenUp.set(givenUp.get() || mayHaveHad(entry, paths));
            } else if (has(entry, paths)) {
                versions.add(version);
            }
        });
        return new Found(versions, givenUp.get());
    }

    // Of a dead version any part may be deleted by now: then nobody can say that it did not have the file.
    private boolean mayHaveHad(Head commit, Collection<String> paths) {
        try {
            return has(commit, paths);
        } catch (DataCorruptException e) {
            return true;
        }
    }

    private boolean has(Head commit, Collection<String> paths) {
        ManifestReader manifests = new ManifestReader(root.store(), root.keys(entity), context);
        return manifests
                .read(manifests.root(log.state(commit).content().orElseThrow()))
                .entries(EntryFilter.paths(paths))
                .findAny()
                .isPresent();
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

    /**
     * Where files are.
     *
     * @param versions those that are not dead and have one
     * @param givenUp true where a dead version had one, or cannot be asked any more
     */
    public record Found(Set<Long> versions, boolean givenUp) {

        public Found {
            versions = Set.copyOf(versions);
        }

        /** True where no version has, or may have had, such a file. */
        public boolean isNothing() {
            return versions.isEmpty() && !givenUp;
        }
    }
}
