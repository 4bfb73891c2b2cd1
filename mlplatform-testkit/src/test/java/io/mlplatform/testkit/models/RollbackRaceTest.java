package io.mlplatform.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rollback that another move comes before. */
class RollbackRaceTest {

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final MlPlatform other = MlPlatform.builder().store(store, "").open();
    private final MlPlatform platform =
            MlPlatform.builder().store(new Interrupted(), "").open();

    @AfterEach
    void close() {
        platform.close();
        other.close();
        store.close();
    }

    @Test
    void itChangesNothingSinceWhatItWouldUndoIsNotThereAnyMore() {
        ModelVersion first = model("a");
        ModelVersion second = model("b");
        ModelVersion third = model("c");
        other.models().assign(first, "production", Approval.by("risk-review"));
        other.models().assign(second, "production", Approval.by("risk-review"));
        meanwhile.add(() -> other.models().assign(third, "production", Approval.by("risk-review")));

        assertThatThrownBy(() -> platform.models().rollback(second, "production", Approval.by("on-call")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("another moved the alias at the same time");

        assertThat(meanwhile).isEmpty();
        assertThat(platform.models().get("growth/churn@production")).isEqualTo(third);
        assertThat(platform.models().audit("growth/churn", "production")).hasSize(3);
        assertThat(platform.models().rollback(third, "production", Approval.by("on-call")))
                .isEqualTo(second);
    }

    private ModelVersion model(String text) {
        return other.models()
                .draft("growth/churn")
                .addBytes("model.onnx", text.getBytes(StandardCharsets.UTF_8))
                .publish();
    }

    /** Lets another act between a move's look at the log and its first write. */
    private final class Interrupted extends DelegatingObjectStore {

        Interrupted() {
            super(store);
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
            if (key.value().contains("/_log/") && !meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            return super.put(key, content, condition);
        }
    }
}
