package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The executions of one pipeline. Thread-safe. */
public final class PipelineExecutions {

    private static final String DESCRIPTION = "execution.json";
    private static final String SOURCE_ROLE = "source";
    private static final int SHOWN = 20;
    private static final int SEARCHED = 100;

    private final VersionedZone zone;
    private final PipelineName pipeline;
    private final OutputPromotion promotion;

    PipelineExecutions(VersionedZone zone, PipelineName pipeline, OutputPromotion promotion) {
        this.zone = zone;
        this.pipeline = pipeline;
        this.promotion = promotion;
    }

    /** Starts an execution under an id of its own. */
    public PipelineExecution start() {
        return start(zone.context().ids().ulid());
    }

    /** Starts an execution of that source revision, under an id of its own. */
    public PipelineExecution start(SourceRevision source) {
        return start(zone.context().ids().ulid(), source);
    }

    /**
     * Starts an execution under an id of an orchestrator, such as CodePipeline's.
     *
     * @throws AlreadyExistsException it was started before: {@link #get(String)} opens it
     */
    public PipelineExecution start(String id) {
        return start(id, List.of());
    }

    /** Starts an execution of that source revision, under an id of an orchestrator. */
    public PipelineExecution start(String id, SourceRevision source) {
        return start(id, List.of(new Input(source.ref(), SOURCE_ROLE)));
    }

    /** Opens an execution that was started, here or elsewhere; {@link NotFoundException} where there is none. */
    public PipelineExecution get(String id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    /** Opens an execution, if it was started. */
    public Optional<PipelineExecution> find(String id) {
        EntityName name = pipeline.execution(id);
        return zone.find(VersionRef.of(Zone.PIPELINES, name, new VersionSelector.Number(1)))
                .map(zone::inputs)
                .map(sources -> new PipelineExecution(this, name, sources));
    }

    /** How the execution stands; {@link NotFoundException} where there is none. */
    public ExecutionStatus status(String id) {
        EntityNow now = zone.now(pipeline.execution(id)).orElseThrow(() -> missing(id));
        return status(now, zone.storeTime(pipeline.execution(id)));
    }

    /** The twenty newest executions. */
    public ExecutionList list() {
        return list(SHOWN);
    }

    /** The newest executions, at most {@code limit}: two requests each, and one for a thousand of all. */
    public ExecutionList list(int limit) {
        List<EntityName> names = zone.newest(pipeline.executions(), Integer.MAX_VALUE);
        if (names.isEmpty()) {
            return new ExecutionList(List.of(), 0);
        }
        Instant time = zone.storeTime(names.get(0));
        List<Callable<Optional<ExecutionStatus>>> reads = names.stream()
                .limit(limit)
                .<Callable<Optional<ExecutionStatus>>>map(name -> () -> zone.now(name)
                        .filter(now -> now.kind().equals(PipelineExecution.KIND))
                        .map(now -> status(now, time)))
                .toList();
        List<ExecutionStatus> read =
                Parallel.call(zone.context().executor(), "the executions of " + pipeline, reads).stream()
                        .flatMap(Optional::stream)
                        .toList();
        return new ExecutionList(read, names.size());
    }

    @Override
    public String toString() {
        return "executions of " + pipeline;
    }

    VersionedZone zone() {
        return zone;
    }

    StepOutputs outputs() {
        return new StepOutputs(zone);
    }

    OutputPromotion promotion() {
        return promotion;
    }

    Optional<StepOutput> reusable(String step, Digest fingerprint) {
        for (ExecutionStatus execution : list(SEARCHED).executions()) {
            for (StepStatus status : execution.steps()) {
                if (status.step().equals(step)
                        && status.state() == ExecutionState.SUCCEEDED
                        && status.fingerprint().equals(fingerprint)) {
                    return Optional.of(outputs().read(execution.name(), status.version(), step, status.attempt()));
                }
            }
        }
        return Optional.empty();
    }

    // The first version describes the execution: so there is one to pin before any step has made something.
    private PipelineExecution start(String id, List<Input> sources) {
        EntityName name = pipeline.execution(id);
        if (zone.now(name).isPresent()) {
            throw started(name);
        }
        zone.publish(PublishPlan.of(name, PipelineExecution.KIND)
                .files(List.of(SourceFile.of(DESCRIPTION, description(id, sources))))
                .message("start")
                .inputs(sources)
                .stateDetail((before, next) -> {
                    if (!before.isEmpty()) {
                        throw started(name);
                    }
                    return ExecutionDetail.begun(next.time());
                })
                .build());
        return new PipelineExecution(this, name, sources);
    }

    private Content description(String id, List<Input> sources) {
        ObjectNode description = Json.object().put("execution", id).put("pipeline", pipeline.value());
        sources.forEach(source -> description.put(SOURCE_ROLE, source.ref().uri()));
        return Content.of(CanonicalJson.encode(description));
    }

    private static ExecutionStatus status(EntityNow now, Instant time) {
        return new ExecutionDetail(now.entity(), now.detail()).status(time);
    }

    private static AlreadyExistsException started(EntityName name) {
        return new AlreadyExistsException(name.value(), "was started before: get() opens it");
    }

    private NotFoundException missing(String id) {
        return new NotFoundException(pipeline.execution(id).value(), "no such execution: check the id, or start() it");
    }
}
