package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConditionalPutsTest {

    private final List<ObjectKey> raced = new ArrayList<>();

    private final Supplier<ObjectKey> keys = () -> {
        raced.add(ObjectKey.of("_probe/" + raced.size()));
        return raced.get(raced.size() - 1);
    };

    private long winners(int lost) {
        try (LostAnswers store = new LostAnswers(lost)) {
            return ConditionalPuts.winners(store, keys);
        }
    }

    @Test
    void oneOfThemIsToldWhereTheConditionIsHonoured() {
        assertThat(winners(0)).isEqualTo(1);
        assertThat(raced).hasSize(1);
    }

    @Test
    void theyRaceAgainWhereTheAnswerToTheOneGotLost() {
        assertThat(winners(1)).isEqualTo(1);
        assertThat(raced).hasSize(2);
    }

    @Test
    void aStoreThatTellsNobodyIsNotAskedForEver() {
        assertThat(winners(Integer.MAX_VALUE)).isZero();
        assertThat(raced).hasSize(3);
    }

    /** The first puts that take effect are sent again for want of an answer, and find their own object. */
    private static final class LostAnswers extends DelegatingObjectStore {

        private int left;

        LostAnswers(int lost) {
            super(new MemoryStore(Clock.systemUTC()));
            left = lost;
        }

        @Override
        public synchronized PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
            PutOutcome outcome = super.put(key, content, condition);
            return outcome instanceof PutOutcome.Stored && left-- > 0
                    ? new PutOutcome.ConditionNotMet(Instant.EPOCH)
                    : outcome;
        }
    }
}
