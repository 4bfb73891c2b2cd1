package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a single put does under each condition. */
interface PutContract extends StoreFixture {

    @Test
    default void anUnconditionalPutStoresAndReplaces() throws Exception {
        RuleCheck.run(this, Rule.PUT_ALWAYS, store -> {
            ObjectKey key = ObjectKey.of("a/b/c.json");
            String first = Sample.stored(store.put(key, Content.of("one"), PutCondition.always()));
            assertThat(store.head(key).orElseThrow().etag()).isEqualTo(first);
            String second = Sample.stored(store.put(key, Content.of("the second"), PutCondition.always()));
            ObjectInfo info = store.head(key).orElseThrow();
            assertThat(second).isNotEqualTo(first);
            assertThat(info.etag()).isEqualTo(second);
            assertThat(info.size()).isEqualTo(10);
            assertThat(info.key()).isEqualTo(key);
            assertThat(Sample.read(store, key)).asString().isEqualTo("the second");
        });
    }

    @Test
    default void aPutIfAbsentChangesNothingUnderATakenKey() throws Exception {
        RuleCheck.run(this, Rule.PUT_IF_ABSENT, store -> {
            ObjectKey key = ObjectKey.of("log/0000000001.json");
            String etag = Sample.stored(store.put(key, Content.of("first"), PutCondition.ifAbsent()));
            assertThat(store.put(key, Content.of("second"), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(store.put(key, Content.of("first"), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(Sample.read(store, key)).asString().isEqualTo("first");
            assertThat(store.head(key).orElseThrow().etag()).isEqualTo(etag);
            store.delete(List.of(key));
            Sample.stored(store.put(key, Content.of("third"), PutCondition.ifAbsent()));
            assertThat(Sample.read(store, key)).asString().isEqualTo("third");
        });
    }

    @Test
    default void aPutIfMatchReplacesOnlyTheObjectOfThatTag() throws Exception {
        RuleCheck.run(this, Rule.PUT_IF_MATCH, store -> {
            ObjectKey key = ObjectKey.of("_head.json");
            String first = Sample.stored(store.put(key, Content.of("one"), PutCondition.ifAbsent()));
            String second = Sample.stored(store.put(key, Content.of("two"), PutCondition.ifMatch(first)));
            assertThat(store.put(key, Content.of("late"), PutCondition.ifMatch(first)))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(Sample.read(store, key)).asString().isEqualTo("two");
            assertThat(store.head(key).orElseThrow().etag()).isEqualTo(second);
            store.delete(List.of(key));
            assertThat(store.put(key, Content.of("lost"), PutCondition.ifMatch(second)))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
            assertThat(store.head(key)).isEmpty();
        });
    }

    @Test
    default void anOverwriteIsSeenAtOnce() throws Exception {
        RuleCheck.run(this, Rule.OVERWRITE_VISIBLE, store -> {
            ObjectKey key = ObjectKey.of("runs/_head.json");
            for (int i = 0; i < 20; i++) {
                String text = "x".repeat(i) + i;
                String etag = Sample.stored(store.put(key, Content.of(text), PutCondition.always()));
                assertThat(Sample.read(store, key)).asString().isEqualTo(text);
                ObjectInfo info = store.head(key).orElseThrow();
                assertThat(info.etag()).isEqualTo(etag);
                assertThat(info.size()).isEqualTo(text.length());
                ObjectInfo listed = store.list("runs/", "", Delimiter.NONE, 10).objects().get(0);
                assertThat(listed.size()).isEqualTo(text.length());
            }
        });
    }
}
