package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an execution's state may say that no step wrote. */
class HostileExecutionTest {

    private static final EntityName NAME = EntityName.of("growth/train/runs/r1");

    @Test
    void stepsThatAreNoObjectAreCorrupt() {
        ObjectNode detail = running().put("steps", "none");

        refused(() -> of(detail).withAttempt("train", "me", Digest.of("x"), HandClock.START));
        refused(() -> of(detail).status(HandClock.START));
        refused(() -> of(detail).withSuccess());
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1})
    void anAttemptThatCannotBeCountedOnIsCorrupt(long attempt) {
        ObjectNode detail = running();
        detail.putObject("steps").putObject("train").put("attempt", attempt);

        refused(() -> of(detail).withAttempt("train", "me", Digest.of("x"), HandClock.START));
    }

    @Test
    void aStepThatIsNoObjectHasBeenTakenFromItsAttempt() {
        ObjectNode detail = running();
        detail.putObject("steps").put("train", 7);

        assertThatThrownBy(() -> of(detail).withSign("train", "me", HandClock.START))
                .isInstanceOf(ConflictException.class);
    }

    private static ObjectNode running() {
        return Json.object().put("status", "running").put("began", "2026-11-23T12:00:00.000Z");
    }

    private static ExecutionDetail of(ObjectNode detail) {
        return new ExecutionDetail(NAME, detail.deepCopy());
    }

    private static void refused(Runnable read) {
        assertThatThrownBy(read::run).isInstanceOf(DataCorruptException.class).hasMessageContaining(NAME.value());
    }
}
