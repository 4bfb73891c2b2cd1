package io.mlplatform.internal.gc;

import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.collection.Pile;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.Tip;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collection of one entity: read what is live at the head, plan, give up what nothing needs, delete it. Broken off anywhere,
 * it goes on by being run again: what an entry gave up stays garbage for ever.
 */
public final class EntityCollection {

    private final ZoneRoot root;
    private final EntityName entity;
    private final Context context;
    private final Keys keys;
    private final EntityLog log;

    public EntityCollection(ZoneRoot root, EntityName entity, Context context) {
        this.root = root;
        this.entity = entity;
        this.context = context;
        this.keys = root.keys(entity);
        this.log = new EntityLog(root, entity, context);
    }

    /** How versions of the entity are given up without a grace. */
    public Erasure erasure() {
        return new Erasure(root, entity, context);
    }

    /** What {@link #collect} would delete now. */
    public CollectionPlan dryRun() {
        Liveness liveness = liveness(Set.of());
        return plan(liveness).shown(log.address());
    }

    /**
     * Deletes what no live version needs.
     *
     * @param note what the report says of the space
     */
    public CollectionReport collect(String note) {
        return collect(note, Set.of());
    }

    /**
     * The same, and of files of these paths none is kept that no live version needs: without them a few in a thousand of those
     * may be that lie among live ones.
     */
    public CollectionReport collect(String note, Set<String> erased) {
        root.conditions().requireSupported(root.store());
        Liveness liveness = liveness(erased);
        Plan plan = plan(liveness);
        CollectionPlan shown = plan.shown(log.address());
        Condemnation condemnation = new Condemnation(log, liveness);
        condemnation.append(plan.candidates());
        if (liveness.isDeadByTheClockAlone()) {
            condemnation.tellTime();
        }
        List<Pile> deleted = new Sweep(root.store(), keys, context, liveness).run();
        if (!deleted.isEmpty() || condemnation.condemned() > 0 || liveness.isUnswept()) {
            log.append((tip, next) -> Optional.of(swept(tip)));
        }
        return new CollectionReport(
                log.address(), deleted, shown.left(), condemnation.condemned(), condemnation.struck(), note);
    }

    private Proposal swept(Tip tip) {
        Head head = tip.head().orElseThrow();
        return new Proposal(new LogEvent.Swept(), log.state(head).carriedFrom(head.seq()));
    }

    private Plan plan(Liveness liveness) {
        return Plan.of(liveness, keys, context.settings().inFlightGrace());
    }

    private Liveness liveness(Set<String> exactPaths) {
        Tip tip = log.tip();
        Head head = tip.head()
                .orElseThrow(() -> new NotFoundException(
                        log.address(),
                        "has no log, so there is no entry that could fence its writers off: publish once"));
        EntityState state = log.state(head);
        if (state.kind().equals(LogEvent.Create.NOTHING)) {
            throw new NotFoundException(log.address(), "was never made, its first write was given up: publish once");
        }
        return Liveness.of(root, entity, log, head, tip, context, exactPaths);
    }
}
