package io.mlplatform.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.DraftFiles;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.store.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model version in the making: nothing is stored before {@link #publish()}, and nothing is visible before it returns.
 * Each version holds just the files of its draft. For one thread, and one publish.
 */
public final class ModelDraft {

    static final String KIND = "model";

    private final ModelStore store;
    private final EntityName name;
    private final DraftFiles files = new DraftFiles();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Double> metrics = new TreeMap<>();
    private String message = "";
    private boolean published;

    ModelDraft(ModelStore store, EntityName name) {
        this.store = store;
        this.name = name;
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
        return store.publish(PublishPlan.of(name, KIND)
                .protects(AliasName.of(ModelStore.PRODUCTION))
                .mode(ManifestEdit.Mode.SUCCEED)
                .files(files.all())
                .message(message)
                .inputs(inputs)
                .detail(manifest -> detail())
                .build());
    }

    private Optional<JsonNode> detail() {
        if (metrics.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode values = Json.object();
        metrics.forEach((metric, value) -> values.set(metric, Json.number(value)));
        ObjectNode detail = Json.object();
        detail.set("metrics", values);
        return Optional.of(detail);
    }
}
