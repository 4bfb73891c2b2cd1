package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.List;

/** What the state keeps of an execution: as it is shown, and as its steps go on from it. */
public final class ExecutionDetailFuzz implements FuzzTarget {

    private static final EntityName EXECUTION = EntityName.of("growth/train/runs/r1");
    private static final Instant NOW = FuzzLake.CLOCK.instant();

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake()
                .objects("pipelines/growth/train/runs/r1/_log/").stream()
                        .map(entry -> StoredJson.parse(entry, "entry").object("state"))
                        .filter(state -> state.has("detail"))
                        .map(state ->
                                CanonicalJson.encode(state.object("detail").node()))
                        .toList();
    }

    @Override
    public void read(byte[] document) {
        ObjectNode node = StoredJson.parse(document, "detail").node();
        String owner = node.path("steps").path("train").path("owner").asText();
        Steps.all(
                () -> new ExecutionDetail(EXECUTION, node.deepCopy())
                        .status(NOW)
                        .toString(),
                () -> node.path("steps")
                        .fieldNames()
                        .forEachRemaining(step -> new ExecutionDetail(EXECUTION, node.deepCopy()).attempt(step)),
                () -> requireLater(new ExecutionDetail(EXECUTION, node.deepCopy())
                        .withAttempt("train", "me", Digest.of("x"), NOW)),
                () -> new ExecutionDetail(EXECUTION, node.deepCopy()).withSign("train", owner, NOW),
                () -> new ExecutionDetail(EXECUTION, node.deepCopy()).withSuccess("train", owner, 3, NOW),
                () -> new ExecutionDetail(EXECUTION, node.deepCopy()).withFailure("train", owner, "why", NOW),
                () -> new ExecutionDetail(EXECUTION, node.deepCopy()).withSuccess(),
                () -> new ExecutionDetail(EXECUTION, node.deepCopy()).withFailure("why"));
    }

    private static void requireLater(ObjectNode detail) {
        if (new ExecutionDetail(EXECUTION, detail).attempt("train") < 1) {
            throw new IllegalStateException("attempts count from 1: " + detail);
        }
    }
}
