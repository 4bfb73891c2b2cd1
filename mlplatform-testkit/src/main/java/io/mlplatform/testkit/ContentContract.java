package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a put makes of contents that are empty, large or broken. */
interface ContentContract extends StoreFixture {

    @Test
    default void anObjectMayBeEmpty() throws Exception {
        RuleCheck.run(this, Rule.EMPTY_OBJECT, store -> {
            ObjectKey key = ObjectKey.of("_entities/growth!churn");
            Sample.stored(store.put(key, Content.of(""), PutCondition.ifAbsent()));
            assertThat(store.head(key).orElseThrow().size()).isZero();
            assertThat(Sample.read(store, key)).isEmpty();
            assertThat(Pages.of(store, "_entities/").keys()).containsExactly(key.value());
            assertThat(store.put(key, Content.of("x"), PutCondition.ifAbsent()))
                    .isInstanceOf(PutOutcome.ConditionNotMet.class);
        });
    }

    @Test
    default void aLargeObjectIsStoredAsAnyOther() throws Exception {
        RuleCheck.run(this, Rule.LARGE_OBJECT, store -> {
            byte[] bytes = Sample.bytes(1, largeObjectBytes());
            for (PutCondition condition : List.of(PutCondition.ifAbsent(), PutCondition.always())) {
                ObjectKey key = ObjectKey.of("data/" + condition.getClass().getSimpleName());
                String etag = Sample.stored(store.put(key, Content.of(bytes), condition));
                assertThat(store.head(key).orElseThrow().size()).isEqualTo(bytes.length);
                assertThat(store.head(key).orElseThrow().etag()).isEqualTo(etag);
                assertThat(Digest.of(Sample.read(store, key))).isEqualTo(Digest.of(bytes));
            }
        });
    }

    @Test
    default void aLargePutIfAbsentChangesNothingUnderATakenKey() throws Exception {
        RuleCheck.run(this, Rule.LARGE_IF_ABSENT, store -> {
            ObjectKey small = ObjectKey.of("data/small");
            ObjectKey large = ObjectKey.of("data/large");
            byte[] old = Sample.bytes(1, largeObjectBytes());
            byte[] late = Sample.bytes(2, largeObjectBytes());
            Sample.put(store, small.value(), "small");
            Sample.stored(store.put(large, Content.of(old), PutCondition.ifAbsent()));
            for (ObjectKey key : List.of(small, large)) {
                assertThat(store.put(key, Content.of(late), PutCondition.ifAbsent()))
                        .isInstanceOf(PutOutcome.ConditionNotMet.class);
            }
            assertThat(Sample.read(store, small)).asString().isEqualTo("small");
            assertThat(Digest.of(Sample.read(store, large))).isEqualTo(Digest.of(old));
        });
    }

    @Test
    default void aPutWhoseContentBreaksOffStoresNothing() throws Exception {
        RuleCheck.run(this, Rule.CONTENT_FAILURE, store -> {
            refuses(store, BrokenContent.failing(Sample.bytes(1, 5_000)));
            refuses(store, BrokenContent.failing(Sample.bytes(1, largeObjectBytes())));
        });
    }

    @Test
    default void contentOfAnotherLengthThanAnnouncedIsNotStored() throws Exception {
        RuleCheck.run(this, Rule.CONTENT_LENGTH, store -> {
            byte[] bytes = Sample.bytes(1, 5_000);
            refuses(store, BrokenContent.announcing(bytes.length + 1, bytes));
            refuses(store, BrokenContent.announcing(bytes.length - 1, bytes));
        });
    }

    /** Whatever it throws, and whether the key is free or taken. */
    private static void refuses(ObjectStore store, Content content) throws Exception {
        ObjectKey free = ObjectKey.of("data/free");
        ObjectKey taken = ObjectKey.of("data/taken");
        Sample.put(store, taken.value(), "old");
        assertThatThrownBy(() -> store.put(free, content, PutCondition.ifAbsent()))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.put(taken, content, PutCondition.always()))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.head(free)).isEmpty();
        assertThat(Sample.read(store, taken)).asString().isEqualTo("old");
        assertThat(Pages.of(store, "").keys()).containsExactly(taken.value());
    }
}
