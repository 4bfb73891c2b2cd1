package io.mlplatform.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.History;
import io.mlplatform.Input;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.VersionRef;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PrefixExport;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.Takeover;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models in versions, with what they were made from. The alias {@code production} is protected: it moves by
 * compare-and-set, with an approval that stays in its log. Every method that takes a reference takes it short, as {@code
 * growth/churn@production}, or in full, as {@code mlp://models/growth/churn@3}. Thread-safe.
 */
public final class ModelStore {

    /** The alias that every model protects. */
    public static final String PRODUCTION = "production";

    private static final int SHOWN_VERSIONS = 20;
    private static final int SHOWN_MOVES = 100;

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

    /**
     * Takes a protected alias from this version, and lets it name the one that it named before. Repeated, or by two at
     * once, it moves once: whoever comes later is told that the alias no longer names {@code from}.
     *
     * @return what the alias names now
     * @throws io.mlplatform.ConflictException the alias does not name {@code from}, or another moved it meanwhile, or the
     *     version before is retired; nothing was changed
     * @throws io.mlplatform.NotFoundException it never named another version
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether it was moved
     */
    public ModelVersion rollback(ModelVersion from, String alias, Approval approval) {
        return zone.rollback(from.ref(), AliasName.of(alias), approval.by(), approval.reason(), this::version);
    }

    /** The hundred newest moves of a protected alias, newest first. */
    public List<AuditedMove> audit(String name, String alias) {
        return audit(name, alias, SHOWN_MOVES);
    }

    /** The newest moves of a protected alias, newest first, at most {@code limit}. */
    public List<AuditedMove> audit(String name, String alias, int limit) {
        return zone.moves(zone.scope().name(name), AliasName.of(alias), limit).stream()
                .map(AuditedMove::of)
                .toList();
    }

    /**
     * Records that {@code where}, such as an endpoint's name, serves this version from now on, with details in the
     * deployer's words. What served there before stays in the log.
     */
    public void deployed(ModelVersion version, String where, Map<String, String> details) {
        if (where.isBlank()) {
            throw new IllegalArgumentException("a deployment is somewhere: name the place, such as endpoint/churn");
        }
        zone.open(version.ref().toVersionRef());
        ObjectNode said = Json.object()
                .put("deployed", where)
                .put("version", version.version())
                .put("digest", version.digest().hex());
        Map<String, String> words = Map.copyOf(details);
        zone.annotate(
                version.ref().entity(),
                ModelDraft.KIND,
                said,
                (before, next) -> DeploymentsJson.with(before, where, version.ref(), words, next));
    }

    /** Records that {@code where} serves no version of the model any more. */
    public void undeployed(String name, String where) {
        EntityName model = zone.scope().name(name);
        zone.annotate(model, ModelDraft.KIND, Json.object().put("undeployed", where), (before, next) -> {
            if (!DeploymentsJson.has(before, where)) {
                throw new NotFoundException(
                        model + " at '" + where + "'", "no such deployment: deployments() lists them");
            }
            return DeploymentsJson.without(before, where);
        });
    }

    /** What serves the model where, in order of place. */
    public List<Deployment> deployments(String name) {
        EntityName model = zone.scope().name(name);
        EntityNow now = zone.now(model)
                .orElseThrow(() -> new NotFoundException(
                        "mlp://" + zone.scope().zone() + "/" + model, "no such model: check the name, or publish it"));
        return DeploymentsJson.read(zone.scope().zone(), now);
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
     * @throws io.mlplatform.AlreadyExistsException another file is in the way: nothing was fetched, or it came
     *     meanwhile, and stays
     * @throws io.mlplatform.DataCorruptException stored bytes are not the published ones
     */
    public void fetch(ModelVersion version, Path folder) {
        zone.fetch(version.ref(), folder);
    }

    /** One file as a stream, which the caller closes; verified when it is read to its end. */
    public InputStream open(ModelVersion version, String path) {
        return zone.openFile(version.ref(), path);
    }

    /** One file for reads at any place, in parallel and ahead of the reader, which the caller closes. */
    public VersionFileChannel openChannel(ModelVersion version, String path) {
        return zone.openChannel(version.ref(), path);
    }

    /** Reads every byte, the index and every entry of the logs; what is wrong, a line each, or nothing where all is right. */
    public List<String> verify(ModelVersion version) {
        return zone.problems(version.ref());
    }

    /**
     * Writes the files into one {@code model.tar.gz}, as SageMaker hosts them, each verified on the way. Its bytes depend
     * on the files alone, so that it is the same from any machine; it is not compressed.
     *
     * @return the SHA-256 of the archive
     * @throws io.mlplatform.AlreadyExistsException there is a file of that name
     */
    public Digest exportTarGz(ModelVersion version, Path target) {
        return new ModelArchive(zone, zone.open(version.ref().toVersionRef())).write(target);
    }

    /**
     * A prefix that holds the version's files under their paths and nothing else, ending in {@code /}, as SageMaker reads
     * models that are no archive. Most versions lie so; of others, which share files with earlier ones, a copy is made
     * once.
     */
    public URI exportPrefix(ModelVersion version) {
        return PrefixExport.of(zone, zone.open(version.ref().toVersionRef()));
    }

    /**
     * Takes a version of a workspace, or of another model, over as a version of {@code name} here: same files, verified,
     * same digest and description. Its one input is the promoted version, in the role {@code promoted}, by which the run
     * and the data that it came from are reached. Promoting again gives the same version, while it is the latest.
     */
    public ModelVersion promote(ModelVersion version, String name) {
        EntityName target = zone.scope().name(name);
        return version(Takeover.of(zone, version.ref()).promote(zone, ModelDraft.plan(target)));
    }

    /** Copies a version to another platform under the same name; see {@link #copy(ModelVersion, MlPlatform, String)}. */
    public ModelVersion copy(ModelVersion version, MlPlatform platform) {
        return copy(version, platform, zone.scope().shortName(version.ref().entity()));
    }

    /**
     * Copies a version to another platform, such as from development to production: same files, verified, same digest and
     * description. Inputs that are there with the same digest are pinned to that side's numbers, others keep their
     * reference and say where they stayed. Copying again gives the same version, and sends nothing.
     *
     * @param name as the other platform's {@code models()} takes it, or its workspace's of the same team
     * @return the version on the other platform
     * @throws io.mlplatform.CommitOutcomeUnknownException its store did not say whether the version was committed: the
     *     <em>other</em> platform resolves that
     */
    public ModelVersion copy(ModelVersion version, MlPlatform platform, String name) {
        ModelStore there =
                new ModelStore(PlatformAccess.zone(platform, zone.scope().zone())
                        .within(zone.scope().folder(), AliasName.of(PRODUCTION)));
        EntityName target = there.zone.scope().name(name);
        return there.version(Takeover.of(zone, version.ref()).copy(there.zone, ModelDraft.plan(target)));
    }

    /**
     * Gives the version up: it stays readable for the grace that the settings say, then collection may delete what no other
     * version needs.
     *
     * @throws io.mlplatform.ConflictException it is the latest, or an alias names it
     */
    public void retire(ModelVersion version) {
        zone.keeping(version.ref().entity()).retire(version.ref());
    }

    /**
     * Gives up what the rule does not keep; the latest, and what aliases and pins hold, always stay.
     *
     * @return how many versions were retired
     */
    public long retire(String name, RetentionRule rule) {
        return zone.keeping(zone.scope().name(name)).retire(rule);
    }

    /**
     * Empties the model by a last version, retires all others, and closes it to new ones; collection frees the space once the
     * grace is over. Broken off, it goes on when it is called again.
     *
     * @throws io.mlplatform.ConflictException aliases or pins hold versions of it; nothing was changed
     */
    public void drop(String name) {
        EntityName entity = zone.scope().name(name);
        zone.keeping(entity).drop(() -> zone.publish(PublishPlan.emptying(entity, ModelDraft.KIND)));
    }

    /** Holds the version until it is unpinned: a retired one can no longer be pinned, and a pinned one is not collected. */
    public void pin(ModelVersion version, String holder) {
        zone.keeping(version.ref().entity()).pin(version.ref(), holder);
    }

    /** Takes the holder's pins from the version. */
    public void unpin(ModelVersion version, String holder) {
        zone.keeping(version.ref().entity()).unpin(version.ref(), holder);
    }

    /** Lets a dropped model take versions again; numbering goes on. */
    public void reopen(String name) {
        zone.keeping(zone.scope().name(name)).reopen();
    }

    /** Where the models are. */
    @Override
    public String toString() {
        return "models in " + zone.scope();
    }

    // Made of what the draft knows: once the version stands nothing is read that could fail.
    ModelVersion publish(PublishPlan plan, Optional<JsonNode> detail) {
        return version(zone.publish(plan), plan.inputs(), detail.orElseGet(Json::object));
    }

    private ModelVersion version(OpenedVersion opened) {
        return version(opened, zone.inputs(opened), zone.detail(opened));
    }

    private static ModelVersion version(OpenedVersion opened, List<Input> inputs, JsonNode stored) {
        StoredJson detail = StoredJson.of(stored, opened.ref().toString());
        return new ModelVersion(
                opened.ref(),
                opened.version().time(),
                opened.message(),
                opened.root().files(),
                opened.root().bytes(),
                inputs,
                ModelJson.metrics(detail),
                ModelJson.description(detail));
    }
}
