package io.mlplatform.experiments;

import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.internal.Timing;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.models.ModelStore;

/**
 * What a team's data scientists may write: their own datasets, models and runs, all in the experiments zone. What proves
 * itself is promoted from here to the formal zones. Thread-safe.
 */
public final class ExperimentWorkspace {

    private final String team;
    private final VersionedZone zone;
    private final Timing timing;
    private final DatasetRegistry datasets;
    private final ModelStore models;
    private final Runs runs;

    /** Made by {@link io.mlplatform.MlPlatform#workspace(String)}. */
    public ExperimentWorkspace(String team, VersionedZone zone, Timing timing) {
        this(team, zone, timing, RunSettings.defaults());
    }

    private ExperimentWorkspace(String team, VersionedZone zone, Timing timing, RunSettings settings) {
        if (!EntityName.of(team + "/any").team().equals(team)) {
            throw new IllegalArgumentException("a team is one segment of a name, such as 'growth': '" + team + "'");
        }
        this.team = team;
        this.zone = zone;
        this.timing = timing;
        this.datasets = new DatasetRegistry(zone.within(team + "/datasets/"));
        this.models = new ModelStore(zone.within(team + "/models/", AliasName.of(ModelStore.PRODUCTION)));
        this.runs = new Runs(team, zone.within(team + "/"), timing, settings);
    }

    /** The same workspace, whose runs keep these tunables. */
    public ExperimentWorkspace with(RunSettings settings) {
        return new ExperimentWorkspace(team, zone, timing, settings);
    }

    /** The team's own datasets: {@code draft("churn")} is {@code mlp://experiments/<team>/datasets/churn}. */
    public DatasetRegistry datasets() {
        return datasets;
    }

    /** The team's own models: {@code draft("churn")} is {@code mlp://experiments/<team>/models/churn}. */
    public ModelStore models() {
        return models;
    }

    /** The team's runs. */
    public Runs runs() {
        return runs;
    }

    @Override
    public String toString() {
        return "workspace of " + team;
    }
}
