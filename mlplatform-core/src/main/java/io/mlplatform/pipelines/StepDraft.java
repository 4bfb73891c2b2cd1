package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A step that has not begun: what it is given. Nothing is stored before {@link #begin()}. For one thread. */
public final class StepDraft {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** An input by what it holds, wherever it lies. */
    private record Given(Digest content, String role) {}

    private final PipelineExecution execution;
    private final String step;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final ObjectNode parameters = Json.object();

    StepDraft(PipelineExecution execution, String step) {
        if (!NAME.matcher(step).matches()) {
            throw new IllegalArgumentException("not a step: '" + step + "': write it as [a-z0-9][a-z0-9._-]{0,62}");
        }
        this.execution = execution;
        this.step = step;
        execution.sources().forEach(source -> add(source, source.ref().digest()));
    }

    /** Gives the step that version. */
    public StepDraft uses(EntityVersion version) {
        return uses(version, "");
    }

    /** Gives the step that version as {@code role}, such as {@code train}. */
    public StepDraft uses(EntityVersion version, String role) {
        // The same output of another execution is at another version, and yet the same thing to a step.
        Digest content = version instanceof StepOutput output
                ? output.content()
                : version.ref().digest();
        return add(new Input(version.ref(), role), content);
    }

    /** Gives the step a choice, which keeps its value: equal steps have the same parameters. */
    public StepDraft parameter(String name, String value) {
        return add(name, TextNode.valueOf(value));
    }

    /** Gives the step a whole number, which keeps its value. */
    public StepDraft parameter(String name, long value) {
        return add(name, LongNode.valueOf(value));
    }

    /** Gives the step a number, which keeps its value; {@code 6.0} is the same as {@code 6}. */
    public StepDraft parameter(String name, double value) {
        return add(name, Json.number(value));
    }

    /** Gives the step a yes or no, which keeps its value. */
    public StepDraft parameter(String name, Boolean value) {
        return add(name, BooleanNode.valueOf(value));
    }

    /**
     * What makes two steps equal: the step's name, its parameters, and the content of all that it is given, the
     * execution's sources among them.
     */
    public Digest fingerprint() {
        ObjectNode all = Json.object();
        ArrayNode contents = all.putArray("inputs");
        given.stream()
                .sorted(Comparator.comparing(Given::role).thenComparing(Given::content))
                .forEach(input -> contents.addObject()
                        .put("digest", input.content().hex())
                        .put("role", input.role()));
        all.set("parameters", parameters);
        all.put("step", step);
        return Digest.of(CanonicalJson.encode(Json.sorted(all)));
    }

    /** What an equal step made, in one of the hundred newest executions of this pipeline; the newest is taken. */
    public Optional<StepOutput> reusable() {
        return execution.reusable(step, fingerprint());
    }

    /**
     * Begins the next attempt. An earlier one that still runs is fenced: from now on it cannot write.
     *
     * @throws io.mlplatform.ConflictException the execution has ended
     */
    public StepAttempt begin() {
        ObjectNode said = Json.object();
        said.set("parameters", parameters);
        said.set("uses", Json.texts(inputs.stream().map(Input::toString).toList()));
        return StepAttempt.begin(execution, step, fingerprint(), List.copyOf(inputs), said);
    }

    @Override
    public String toString() {
        return "step " + step + " of " + execution.name() + ", parameters " + parameters + ", uses " + inputs;
    }

    private StepDraft add(String name, JsonNode value) {
        JsonNode present = parameters.path(name);
        if (present.isMissingNode()) {
            parameters.set(name, value);
        } else if (!CanonicalJson.write(present).equals(CanonicalJson.write(value))) {
            throw new IllegalStateException("parameter '" + name + "' is " + present
                    + " already, and keeps its value: draft another step for another one");
        }
        return this;
    }

    private StepDraft add(Input input, Digest content) {
        inputs.add(input);
        given.add(new Given(content, input.role()));
        return this;
    }
}
