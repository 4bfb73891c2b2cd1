package io.mlplatform.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.History;
import io.mlplatform.Input;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Models in versions, with what they were made from. The alias {@code production} is protected: it moves by
 * compare-and-set, with an approval that stays in its log. Every method that takes a reference takes it short, as {@code
 * growth/churn@production}, or in full, as {@code mlp://models/growth/churn@3}. Thread-safe.
 */
public final class ModelStore {

    /** The alias that every model protects. */
    public static final String PRODUCTION = "production";

    private static final int SHOWN_VERSIONS = 20;

    private final VersionedZone zone;

    /** Made by {@link io.mlplatform.MlPlatform#models()}. */
    public ModelStore(VersionedZone zone) {
        this.zone = zone;
    }

    /** Begins a version of the model, which need not exist yet. */
    public ModelDraft draft(String name) {
        return new ModelDraft(this, zone.scope().name(name));
    }

    /** The version meant; {@link io.mlplatform.NotFoundException} where there is none. */
    public ModelVersion get(String ref) {
        return get(zone.scope().ref(ref));
    }

    /** The version meant; {@link io.mlplatform.NotFoundException} where there is none. */
    public ModelVersion get(VersionRef ref) {
        return version(zone.open(ref));
    }

    /** The version meant, or empty. */
    public Optional<ModelVersion> find(String ref) {
        return find(zone.scope().ref(ref));
    }

    /** The version meant, or empty. */
    public Optional<ModelVersion> find(VersionRef ref) {
        return zone.find(ref).map(this::version);
    }

    /** The twenty newest versions. */
    public History<ModelVersion> history(String name) {
        return history(name, SHOWN_VERSIONS);
    }

    /** The newest versions, at most {@code limit}. */
    public History<ModelVersion> history(String name, int limit) {
        List<ModelVersion> versions = zone.history(zone.scope().name(name), limit).stream()
                .map(this::version)
                .toList();
        return new History<>(versions, versions.get(0).version());
    }

    /** The names of all models, in order. */
    public List<EntityName> list() {
        return zone.entities();
    }

    /** Lets an unprotected alias name this version, from now on. */
    public void assign(ModelVersion version, String alias) {
        zone.assign(version.ref(), AliasName.of(alias));
    }

    /**
     * Lets a protected alias name this version. Of two who move it at once one succeeds.
     *
     * @throws io.mlplatform.ConflictException another moved it meanwhile; nothing was changed by this call
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether it was moved
     */
    public void assign(ModelVersion version, String alias, Approval approval) {
        zone.assignProtected(version.ref(), AliasName.of(alias), approval.by(), approval.reason());
    }

    /** Takes an unprotected alias away; versions stay. */
    public void removeAlias(String name, String alias) {
        zone.removeAlias(zone.scope().name(name), AliasName.of(alias));
    }

    /** The version's files, in order of path. */
    public List<VersionFile> files(ModelVersion version) {
        return zone.files(version.ref());
    }

    /**
     * Fetches all files into {@code folder}, which is made if need be; each is verified before it appears. Files that are
     * there with the right bytes are kept.
     *
     * @throws io.mlplatform.AlreadyExistsException another file is in the way; nothing was fetched
     * @throws io.mlplatform.DataCorruptException stored bytes are not the published ones
     */
    public void fetch(ModelVersion version, Path folder) {
        zone.fetch(version.ref(), folder);
    }

    /** One file as a stream, which the caller closes; verified when it is read to its end. */
    public InputStream open(ModelVersion version, String path) {
        return zone.openFile(version.ref(), path);
    }

    /** Reads every byte; what is wrong, a line a file, or nothing where all is as published. */
    public List<String> verify(ModelVersion version) {
        return zone.problems(version.ref());
    }

    ModelVersion publish(PublishPlan plan) {
        return version(zone.publish(plan), plan.inputs());
    }

    private ModelVersion version(OpenedVersion opened) {
        return version(opened, zone.inputs(opened));
    }

    private static ModelVersion version(OpenedVersion opened, List<Input> inputs) {
        return new ModelVersion(
                opened.ref(),
                opened.version().time(),
                opened.message(),
                opened.root().files(),
                opened.root().bytes(),
                inputs,
                metrics(opened));
    }

    private static Map<String, Double> metrics(OpenedVersion opened) {
        Map<String, Double> metrics = new TreeMap<>();
        for (Map.Entry<String, JsonNode> metric : opened.detail()
                .map(detail -> detail.path("metrics").properties())
                .orElse(java.util.Set.of())) {
            JsonNode value = metric.getValue();
            metrics.put(
                    metric.getKey(), value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue());
        }
        return metrics;
    }
}
