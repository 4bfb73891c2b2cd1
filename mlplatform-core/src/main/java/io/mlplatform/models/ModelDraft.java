package io.mlplatform.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.Producer;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.DraftFiles;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.store.Content;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model version in the making: nothing is stored before {@link #publish()}, and nothing is visible before it returns.
 * Each version holds just the files of its draft. For one thread, and one publish.
 */
public final class ModelDraft {

    static final String KIND = "model";

    private final ModelStore store;
    private final EntityName name;
    private final DraftFiles files;
    private final Set<Input> inputs = new LinkedHashSet<>();
    private final Map<String, Double> metrics = new TreeMap<>();
    private final Map<String, String> cardFields = new TreeMap<>();
    private ModelDescription description = ModelDescription.EMPTY;
    private String message = "";
    private boolean published;

    ModelDraft(ModelStore store, EntityName name) {
        this(store, name, new DraftFiles());
    }

    /** Made by {@link ModelStore#draft} and by {@link io.mlplatform.pipelines.PipelineArtifacts#draftModel}. */
    public ModelDraft(ModelStore store, EntityName name, DraftFiles files) {
        this.store = store;
        this.name = name;
        this.files = files;
    }

    /** Adds one file under its own name. */
    public ModelDraft addFile(Path file) {
        return addFile(
                file,
                Objects.requireNonNull(file.getFileName(), "a file has a name").toString());
    }

    /** Adds one file under that path. */
    public ModelDraft addFile(Path file, String path) {
        files.add(file, path);
        return this;
    }

    /** Adds the files below {@code folder} whose relative path matches the glob; their paths stay as they are. */
    public ModelDraft addFiles(Path folder, String glob) {
        files.addAll(folder, glob);
        return this;
    }

    /** Adds these bytes under that path; they are not copied. */
    public ModelDraft addBytes(String path, byte[] bytes) {
        files.add(path, Content.of(bytes));
        return this;
    }

    /** Records the version that the model was trained from: pinned by its type, so that it can be found for ever. */
    public ModelDraft uses(EntityVersion version) {
        return uses(version, "train");
    }

    /** Records a version that the model was made from, used as {@code role}, such as {@code validation}. */
    public ModelDraft uses(EntityVersion version, String role) {
        inputs.add(new Input(version.ref(), role));
        return this;
    }

    /**
     * Records the run, or the step of a pipeline, that made the model, pinned as it stands now in the role {@code run},
     * and what it has used so far.
     */
    public ModelDraft from(Producer producer) {
        inputs.addAll(producer.inputs());
        inputs.add(new Input(producer.pinned(), "run"));
        return this;
    }

    /** What the model was trained with and is loaded by. */
    public ModelDraft framework(String framework, String version) {
        description = description.with(Framework.of(framework, version));
        return this;
    }

    /** What the model takes and gives. */
    public ModelDraft signature(ModelSignature signature) {
        description = description.with(signature);
        return this;
    }

    /** What people should know before they use it, in Markdown. */
    public ModelDraft card(String markdown) {
        description = description.with(new ModelCard(markdown, Map.of()));
        return this;
    }

    /** A short answer on the card, such as {@code card("intended use", "churn of private customers")}. */
    public ModelDraft card(String question, String answer) {
        cardFields.put(question, answer);
        return this;
    }

    /** The container image that serves the model, by digest: {@code repository@sha256:<digest>}. */
    public ModelDraft image(String pinnedImage) {
        description = description.withImage(pinnedImage);
        return this;
    }

    /** Records a measured quality. */
    public ModelDraft metric(String metric, double value) {
        metrics.put(metric, value);
        return this;
    }

    /** What changed and why, in the publisher's words. */
    public ModelDraft message(String text) {
        message = text;
        return this;
    }

    /**
     * Stores the files and commits the version, in one atomic write.
     *
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether the version was committed
     */
    public ModelVersion publish() {
        if (published) {
            throw new IllegalStateException("this draft was published before: make a new one for the next version");
        }
        published = true;
        ModelDescription told =
                description.with(new ModelCard(description.card().text(), cardFields));
        Optional<JsonNode> detail = ModelJson.write(metrics, told);
        return store.publish(
                plan(name)
                        .files(files.all())
                        .message(message)
                        .inputs(List.copyOf(inputs))
                        .detail(manifest -> detail)
                        .build(),
                detail);
    }

    /** One line: the model, and whether the draft was published. */
    @Override
    public String toString() {
        return "draft of " + name + ", " + (published ? "published" : "not published");
    }

    /** A plan for a version that holds just its own files. */
    static PublishPlan.Builder plan(EntityName name) {
        return PublishPlan.of(name, KIND)
                .protects(AliasName.of(ModelStore.PRODUCTION))
                .mode(ManifestEdit.Mode.SUCCEED);
    }
}
