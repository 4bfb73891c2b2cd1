package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.Producer;
import io.mlplatform.internal.publish.DraftFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * An attempt at an experiment, being made: what went in, what was measured, how it ended. Params, inputs, tags and metric
 * points are held in memory and committed together, at growing intervals, by size, with each file and at the end; if the
 * process dies, what was held is missing, and the run is shown as lost. Thread-safe. Close it, or let
 * {@link Runs#run} do so.
 *
 * <p>That another process has resumed the run is noticed at the next commit or heartbeat: that call, if a caller waits for
 * it, and every one after it that would record something is a {@link io.mlplatform.ConflictException}, and what was held
 * is not stored. Once the run is finished, such a call is an {@link IllegalStateException}.
 */
public final class Run implements Producer, AutoCloseable {

    private final RunWriter writer;
    private final RunPulse pulse;
    private final Clock clock;

    Run(RunWriter writer, RunPulse pulse, Clock clock) {
        this.writer = writer;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** {@code <team>/<user>/<experiment>/<label>-<suffix>}. */
    public EntityName name() {
        return writer.entity();
    }

    /** Records a version that the run reads. */
    public Run uses(EntityVersion version) {
        return uses(version, "");
    }

    /** Records a version that the run reads, used as {@code role}, such as {@code train}. */
    public Run uses(EntityVersion version, String role) {
        writer.use(new Input(version.ref(), role));
        return this;
    }

    /** Records a choice made before the run, which keeps its value. Params, tags and note have 12 KiB together. */
    public Run param(String param, String value) {
        return change(facts -> facts.param(param, TextNode.valueOf(ParamValue.text(value))));
    }

    /** Records a choice made before the run, which keeps its value. */
    public Run param(String param, Number value) {
        return change(facts -> facts.param(param, ParamValue.number(value)));
    }

    /** Records a choice made before the run, which keeps its value. */
    public Run param(String param, Boolean value) {
        return change(facts -> facts.param(param, BooleanNode.valueOf(value)));
    }

    /** Records a measured value; NaN and the infinities are values as others. */
    public Run metric(String metric, double value) {
        return measured(metric, value, OptionalLong.empty());
    }

    /** Records the value measured at a step: an epoch, a batch, whatever the run counts by. */
    public Run metric(String metric, double value, long step) {
        return measured(metric, value, OptionalLong.of(step));
    }

    /** Marks the run, to be found by; a later value replaces an earlier one. */
    public Run tag(String tag, String value) {
        return change(facts -> facts.tag(tag, ParamValue.text(value)));
    }

    /** Says in words what the run is about; replaces an earlier note. */
    public Run note(String text) {
        return change(facts -> facts.note(ParamValue.text(text)));
    }

    /** Stores the file at once, under its own name. */
    public Run addFile(Path file) {
        return addFile(file, fileName(file));
    }

    /**
     * Stores the file at once, under that path.
     *
     * @throws io.mlplatform.AlreadyExistsException the run has another file there
     * @throws IllegalArgumentException the path is one of the run's own: {@code environment.json}, or in {@code metrics/}
     */
    public Run addFile(Path file, String path) {
        return add(files -> files.add(file, path));
    }

    /** Stores the files below {@code folder} whose relative path matches the glob, at once and in one commit. */
    public Run addFiles(Path folder, String glob) {
        return add(files -> files.addAll(folder, glob));
    }

    /** Stores the program that runs, below {@code scripts/}. */
    public Run script(Path file) {
        return addFile(file, "scripts/" + fileName(file));
    }

    /** Stores the description of the image that it runs in, as {@code Dockerfile}. */
    public Run dockerfile(Path file) {
        return addFile(file, "Dockerfile");
    }

    /** Stores the notebook as it is now, below {@code notebooks/}. */
    public Run notebook(Path file) {
        return addFile(file, "notebooks/" + fileName(file));
    }

    /**
     * Commits what is held, as before a risky step.
     *
     * @throws io.mlplatform.StorageUnavailableException the store does not answer; all is still held
     */
    public Run flush() {
        pulse.commit();
        return this;
    }

    /** This run as it stands now, as the origin of a model or dataset; what is held is committed first. */
    @Override
    public PinnedRef pinned() {
        if (!writer.isOver()) {
            pulse.commit();
        }
        return writer.newest();
    }

    @Override
    public List<Input> inputs() {
        return writer.inputs();
    }

    /** Ends the run well. */
    public void succeed() {
        finish(RunStatus.SUCCEEDED, "");
    }

    /** Ends the run as failed, for this cause. */
    public void fail(Throwable cause) {
        fail(cause.toString());
    }

    /** Ends the run as failed; of the reason 500 characters are kept. */
    public void fail(String reason) {
        finish(RunStatus.FAILED, reason);
    }

    /** True once the run was ended by this process. */
    public boolean isFinished() {
        return writer.isFinished();
    }

    /**
     * Ends a run that has no outcome yet as failed, which is what leaving it early means. One whose outcome could not be
     * written, or may have been, stays as it is: it shows that outcome, or as lost.
     */
    @Override
    public void close() {
        try {
            if (!writer.isOver() && !writer.hasOutcome()) {
                fail("closed without an outcome");
            }
        } finally {
            silence();
        }
    }

    /** Lets the run be silent from now on, with or without an outcome. */
    void silence() {
        pulse.close();
    }

    @Override
    public String toString() {
        return "run " + name() + (isFinished() ? ", finished" : "");
    }

    private Run measured(String metric, double value, OptionalLong step) {
        pulse.added(writer.add(new MetricPoint(metric, step, value, clock.instant())));
        return this;
    }

    private Run change(Consumer<RunFacts> edit) {
        writer.change(edit);
        return this;
    }

    private Run add(Consumer<DraftFiles> adding) {
        DraftFiles files = new DraftFiles();
        adding.accept(files);
        files.all().forEach(file -> OwnPaths.refuse(file.path()));
        writer.commit(files.all());
        pulse.noteCommit();
        return this;
    }

    private void finish(RunStatus status, String reason) {
        writer.finish(status, reason);
        silence();
    }

    private static String fileName(Path file) {
        return Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
    }
}
