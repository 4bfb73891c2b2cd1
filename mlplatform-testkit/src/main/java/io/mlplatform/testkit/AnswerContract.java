package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every answer carries, and how a store ends. */
interface AnswerContract extends StoreFixture {

    @Test
    default void everyAnswerCarriesTheStoresClock() throws Exception {
        RuleCheck.run(this, Rule.DATE, store -> {
            ObjectKey key = ObjectKey.of("a/b");
            ObjectKey absent = ObjectKey.of("a/c");
            List<Instant> dates = List.of(
                    store.put(key, Content.of("x"), PutCondition.ifAbsent()).date(),
                    store.put(key, Content.of("y"), PutCondition.ifAbsent()).date(),
                    store.put(key, Content.of("z"), PutCondition.ifMatch("no-such-tag")).date(),
                    dateOfGet(store, key, GetCondition.always()),
                    dateOfGet(store, key, GetCondition.ifMatch("no-such-tag")),
                    dateOfGet(store, absent, GetCondition.always()),
                    store.list("a/", "", Delimiter.NONE, 10).date(),
                    store.list("b/", "", Delimiter.NONE, 10).date());
            assertThat(dates).isSorted();
            assertThat(dates).allSatisfy(date -> assertThat(date).isCloseTo(now(), within(1, ChronoUnit.HOURS)));
            Instant modified = store.head(key).orElseThrow().lastModified();
            assertThat(modified).isCloseTo(now(), within(1, ChronoUnit.HOURS));
            assertThat(store.list("a/", "", Delimiter.NONE, 1).objects().get(0).lastModified())
                    .isCloseTo(modified, within(1, ChronoUnit.SECONDS));
        });
    }

    @Test
    default void aStoreCanBeClosedTwice() throws Exception {
        RuleCheck.run(this, Rule.CLOSE, store -> {
            Sample.put(store, "a/b", "x");
            assertThatCode(() -> {
                        store.close();
                        store.close();
                    })
                    .doesNotThrowAnyException();
        });
    }

    private static Instant dateOfGet(ObjectStore store, ObjectKey key, GetCondition condition) throws IOException {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, condition)) {
            return outcome.date();
        }
    }
}
