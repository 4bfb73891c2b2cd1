package io.mlplatform;

import io.mlplatform.audit.Audit;
import io.mlplatform.collection.Collector;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.experiments.ExperimentWorkspace;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.internal.OpenStores;
import io.mlplatform.internal.Timing;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.Resolution;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.lineage.Lineage;
import io.mlplatform.models.ModelStore;
import io.mlplatform.pipelines.PipelineArtifacts;
import io.mlplatform.store.StoreLocation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The entry: one opened platform, with its five zones. Thread-safe; open one and share it.
 *
 * <p>{@link #open(String)} owns the stores it opens and frees them on {@link #close()}. A program may end without closing:
 * all threads are daemons.
 */
public final class MlPlatform implements AutoCloseable {

    static {
        PlatformAccess.open(MlPlatform::zone, platform -> platform.location);
    }

    private final StoreLocation location;
    private final LayoutFile layout;
    private final OpenStores stores;
    private final Context context;
    private final Timing timing;
    private final Runnable onClose;
    private final Map<Zone, VersionedZone> zones = new EnumMap<>(Zone.class);
    private final DatasetRegistry datasets;
    private final ModelStore models;
    private final PipelineArtifacts pipelines;
    private final Lineage lineage;
    private final Audit audit;
    private final Collector collector;

    MlPlatform(
            StoreLocation location,
            LayoutFile layout,
            OpenStores stores,
            Context context,
            Timing timing,
            Runnable onClose) {
        this.location = location;
        this.layout = layout;
        this.stores = stores;
        this.context = context;
        this.timing = timing;
        this.onClose = onClose;
        for (Zone zone : Zone.values()) {
            Set<AliasName> usuallyProtected =
                    zone == Zone.MODELS ? Set.of(AliasName.of(ModelStore.PRODUCTION)) : Set.of();
            zones.put(zone, new VersionedZone(stores.roots(zone), layout, context, usuallyProtected, this::zone));
        }
        this.datasets = new DatasetRegistry(zone(Zone.DATASETS));
        this.models = new ModelStore(zone(Zone.MODELS));
        this.pipelines = new PipelineArtifacts(zones, datasets, models);
        this.lineage = new Lineage(zones);
        this.audit = new Audit(zones);
        this.collector = new Collector(zones);
    }

    /**
     * Opens the platform at a location: {@code file:///folder}, {@code s3://bucket/prefix} (with {@code mlplatform-s3} on
     * the class path; credentials come from the AWS default chain) or {@code mem:}. Nothing is written before the first
     * publish.
     *
     * @throws NotFoundException the bucket does not exist
     * @throws AccessDeniedException the credentials may not read there
     */
    public static MlPlatform open(String location) {
        return builder().location(location).open();
    }

    /** For what {@link #open(String)} has no words for: layout, settings, progress, own stores, clock. */
    public static MlPlatformBuilder builder() {
        return new MlPlatformBuilder();
    }

    /** Where each zone and team lives, and what holds there, as it was when the platform was opened. */
    public PlatformLayout layout() {
        return layout.layout();
    }

    /** Formal training, validation and test data. */
    public DatasetRegistry datasets() {
        return datasets;
    }

    /** Models, with lineage. */
    public ModelStore models() {
        return models;
    }

    /**
     * What a team's data scientists may write: their own datasets, models and runs.
     *
     * @param team the first segment of their names, such as {@code growth}
     */
    public ExperimentWorkspace workspace(String team) {
        return new ExperimentWorkspace(team, zone(Zone.EXPERIMENTS), timing);
    }

    /** Source bundles, executions, and what their steps make. */
    public PipelineArtifacts pipelines() {
        return pipelines;
    }

    /** What was made from what. */
    public Lineage lineage() {
        return lineage;
    }

    /** Who did what, by the logs; narrowed by what it is about, who, and when, and then read as a table. */
    public Audit audit() {
        return audit;
    }

    /** Deletes what no version needs any more; for those who may. */
    public Collector collector() {
        return collector;
    }

    /**
     * Settles a write of unknown outcome: sends the identical entry once more, if its place is still empty, and tells what
     * stands there then. May be called from any process, and again.
     */
    public CommitResolution resolve(CommitOutcomeUnknownException unknown) {
        return Resolution.of(unknown, stores, context);
    }

    /** Frees what was opened for this platform; borrowed stores and executors stay open. */
    @Override
    public void close() {
        try {
            stores.close();
        } finally {
            onClose.run();
        }
    }

    @Override
    public String toString() {
        return "MlPlatform at " + location;
    }

    private VersionedZone zone(Zone zone) {
        VersionedZone opened = zones.get(zone);
        if (opened == null) {
            throw new IllegalStateException("every zone was opened: " + zone);
        }
        return opened;
    }
}
