package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.VersionedZone;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a pipeline. The processes of its steps may each open it, by its id. Thread-safe; the steps' drafts and
 * attempts are not.
 */
public final class PipelineExecution {

    static final String KIND = "execution";

    /** How an event changes what the execution keeps. */
    @FunctionalInterface
    interface DetailChange {
        ObjectNode after(ExecutionDetail before, NextEntry next);
    }

    private final PipelineExecutions executions;
    private final EntityName name;
    private final List<Input> sources;

    PipelineExecution(PipelineExecutions executions, EntityName name, List<Input> sources) {
        this.executions = executions;
        this.name = name;
        this.sources = List.copyOf(sources);
    }

    /** {@code <team>/<pipeline>/runs/<id>}. */
    public EntityName name() {
        return name;
    }

    /** What the execution is called in its pipeline. */
    public String id() {
        return name.value().substring(name.value().lastIndexOf('/') + 1);
    }

    /** The execution as it is now, by the store. */
    public ExecutionStatus status() {
        return executions.status(id());
    }

    /** Prepares a step, or its next attempt. */
    public StepDraft step(String step) {
        return new StepDraft(this, step);
    }

    /** What the step made; {@link NotFoundException} where its newest attempt has not succeeded. */
    public StepOutput output(String step) {
        return findOutput(step)
                .orElseThrow(() -> new NotFoundException(
                        name + ", step " + step, "has not succeeded: wait for it, or look at status()"));
    }

    /** What the step made, if its newest attempt has succeeded. */
    public Optional<StepOutput> findOutput(String step) {
        return status().steps().stream()
                .filter(status -> status.step().equals(step) && status.state() == ExecutionState.SUCCEEDED)
                .findFirst()
                .map(status -> outputs().read(name, status.version(), step, status.attempt()));
    }

    /**
     * Ends the execution well.
     *
     * @throws io.mlplatform.ConflictException a step says that it runs, or the execution has ended
     */
    public void succeed() {
        ObjectNode said = Json.object().put("status", ExecutionState.SUCCEEDED.word());
        annotate(said, (detail, next) -> detail.withSuccess());
    }

    /** Ends the execution badly; steps that still run can no longer write. */
    public void fail(String reason) {
        ObjectNode said =
                Json.object().put("status", ExecutionState.FAILED.word()).put("reason", ExecutionDetail.said(reason));
        annotate(said, (detail, next) -> detail.withFailure(reason));
    }

    @Override
    public String toString() {
        return "execution " + name;
    }

    List<Input> sources() {
        return sources;
    }

    VersionedZone zone() {
        return executions.zone();
    }

    StepOutputs outputs() {
        return executions.outputs();
    }

    OutputPromotion promotion() {
        return executions.promotion();
    }

    Optional<StepOutput> reusable(String step, Digest fingerprint) {
        return executions.reusable(step, fingerprint);
    }

    ExecutionDetail detail(EntityNow now) {
        return detail(now.detail());
    }

    ExecutionDetail detail(ObjectNode detail) {
        return new ExecutionDetail(name, detail);
    }

    EntityNow annotate(ObjectNode said, DetailChange change) {
        return zone().annotate(name, KIND, said, (before, next) -> change.after(detail(before), next));
    }

    PinnedRef publish(PublishPlan.Builder plan) {
        return zone().publish(plan.build()).ref();
    }
}
