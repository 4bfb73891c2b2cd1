package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.Producer;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.publish.DraftFiles;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An attempt to run a step. It alone may write the step's outputs until it ends or another attempt begins. This one learns
 * of that at its next commit, which is a {@link ConflictException}: {@link #publish()}, {@link #heartbeat()}, {@link
 * #succeed()}, {@link #fail}; files can be added until then. Closed before it succeeded it has failed. For one thread.
 */
public final class StepAttempt implements Producer, AutoCloseable {

    private static final String STEP = "step";

    private final PipelineExecution execution;
    private final String step;
    private final String owner;
    private final long number;
    private final List<Input> inputs;
    private long version;
    private DraftFiles unpublished = new DraftFiles();
    private boolean published;
    private boolean succeeded;
    private boolean ended;

    private StepAttempt(
            PipelineExecution execution, String step, String owner, long number, List<Input> inputs, long version) {
        this.execution = execution;
        this.step = step;
        this.owner = owner;
        this.number = number;
        this.inputs = inputs;
        this.version = version;
    }

    static StepAttempt begin(
            PipelineExecution execution, String step, Digest fingerprint, List<Input> inputs, ObjectNode said) {
        String owner = execution.zone().context().ids().ulid();
        said.put(STEP, step).put("owner", owner).put("status", ExecutionState.RUNNING.word());
        EntityNow now =
                execution.annotate(said, (detail, next) -> detail.withAttempt(step, owner, fingerprint, next.time()));
        long number = execution.detail(now).attempt(step);
        return new StepAttempt(execution, step, owner, number, inputs, now.latest());
    }

    /** The attempt's number, from 1. */
    public long number() {
        return number;
    }

    /** Adds one file to the outputs under that path; stored by {@link #publish()} or {@link #succeed()}. */
    public StepAttempt addFile(Path file, String path) {
        unpublished.add(file, path);
        return this;
    }

    /** Adds the files below {@code folder} whose relative path matches the glob; their paths stay as they are. */
    public StepAttempt addFiles(Path folder, String glob) {
        unpublished.addAll(folder, glob);
        return this;
    }

    /** Adds these bytes under that path; they are not copied. */
    public StepAttempt addBytes(String path, byte[] bytes) {
        unpublished.add(path, Content.of(bytes));
        return this;
    }

    /**
     * Stores the files added so far, in one commit: for a long step, {@link #succeed()} does it too. Where they are stored
     * and only reading them back fails, the same call goes on there.
     */
    public StepOutput publish() {
        if (published && unpublished.all().isEmpty()) {
            return output();
        }
        List<SourceFile> files = unpublished.all().stream()
                .map(file -> SourceFile.of(StepOutput.folder(step, number) + file.path(), file.content()))
                .toList();
        version = execution
                .publish(PublishPlan.of(execution.name(), PipelineExecution.KIND)
                        .files(files)
                        .message(StepOutput.message(step, number))
                        .inputs(inputs)
                        .detail(manifest ->
                                Optional.of(Json.object().put(STEP, step).put("attempt", number)))
                        .stateDetail((before, next) -> execution.detail(before).withSign(step, owner, next.time())))
                .version();
        unpublished = new DraftFiles();
        published = true;
        return output();
    }

    /** Says that the attempt is alive: worth one entry in the log every few minutes of a long step. */
    public void heartbeat() {
        say("heartbeat", "", (detail, next) -> detail.withSign(step, owner, next.time()));
    }

    /** Stores what was added, and ends well; once it has ended so, it gives the output again. */
    public StepOutput succeed() {
        if (succeeded) {
            return output();
        }
        if (!unpublished.all().isEmpty()) {
            publish();
        }
        long made = version;
        say("succeeded", "", (detail, next) -> detail.withSuccess(step, owner, made, next.time()));
        ended = true;
        succeeded = true;
        return output();
    }

    /** Ends badly; what was published stays readable by its version, and is not the step's output. */
    public void fail(String reason) {
        say("failed", reason, (detail, next) -> detail.withFailure(step, owner, reason, next.time()));
        ended = true;
    }

    /** Fails, unless the attempt has ended or was taken over. */
    @Override
    public void close() {
        if (!ended) {
            try {
                fail("closed before it succeeded");
            } catch (ConflictException e) {
                // Taken over, or ended after all: others have said what became of the step.
                ended = true;
            }
        }
    }

    /** Publishes what was added, then these outputs as a version of the dataset: see {@link PipelineArtifacts#toDataset}. */
    public DatasetVersion toDataset(String name, String... paths) {
        return draftDataset(name, paths).publish();
    }

    /** Publishes what was added, and begins a dataset from these outputs: see {@link PipelineArtifacts#draftDataset}. */
    public DatasetDraft draftDataset(String name, String... paths) {
        return execution.promotion().dataset(published(), name, List.of(paths));
    }

    /** Publishes what was added, then these outputs as a version of the model: see {@link PipelineArtifacts#toModel}. */
    public ModelVersion toModel(String name, String... paths) {
        return draftModel(name, paths).publish();
    }

    /** Publishes what was added, and begins a model from these outputs: see {@link PipelineArtifacts#draftModel}. */
    public ModelDraft draftModel(String name, String... paths) {
        return execution.promotion().model(published(), name, List.of(paths));
    }

    /** The execution at the version that holds what this attempt has published. */
    @Override
    public PinnedRef pinned() {
        return output().ref();
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public String toString() {
        return execution.name() + ", " + StepOutput.message(step, number);
    }

    private StepOutput published() {
        return unpublished.all().isEmpty() ? output() : publish();
    }

    private StepOutput output() {
        return execution.outputs().read(execution.name(), version, step, number);
    }

    private void say(String status, String reason, PipelineExecution.DetailChange change) {
        ObjectNode said = Json.object().put(STEP, step).put("attempt", number).put("status", status);
        if (!reason.isEmpty()) {
            said.put("reason", ExecutionDetail.said(reason));
        }
        execution.annotate(said, change);
    }
}
