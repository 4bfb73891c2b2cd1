package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a get yields. */
interface GetContract extends StoreFixture {

    @Test
    default void aGetYieldsTheBytesOfItsRange() throws Exception {
        RuleCheck.run(this, Rule.GET_RANGE, store -> {
            ObjectKey key = ObjectKey.of("data/part-0");
            byte[] bytes = Sample.bytes(1, 100_000);
            store.put(key, Content.of(bytes), PutCondition.always());
            for (ByteRange range : List.of(
                    ByteRange.ALL,
                    ByteRange.of(0, 1),
                    ByteRange.of(0, 100_000),
                    ByteRange.of(0, 200_000),
                    ByteRange.of(40_000, 7),
                    ByteRange.of(99_999, 1),
                    ByteRange.of(99_990, 1_000),
                    ByteRange.of(70_000, Long.MAX_VALUE))) {
                int from = (int) range.offset();
                byte[] expected = Arrays.copyOfRange(bytes, from, from + (int) range.lengthWithin(100_000));
                assertThat(Sample.read(store, key, range)).as("%s", range).isEqualTo(expected);
            }
            assertThat(Sample.read(store, key, ByteRange.of(100_000, 5))).isEmpty();
            assertThat(Sample.read(store, key, ByteRange.of(5_000_000_000L, 5))).isEmpty();
            try (GetOutcome outcome = store.get(key, ByteRange.of(10, 5), GetCondition.always())) {
                assertThat(((GetOutcome.Found) outcome).info().size()).isEqualTo(100_000);
            }
            try (GetOutcome outcome = store.get(key, ByteRange.of(100_000, 5), GetCondition.always())) {
                assertThat(((GetOutcome.Found) outcome).info()).isEqualTo(store.head(key).orElseThrow());
            }
        });
    }

    @Test
    default void aGetIfMatchYieldsOnlyTheObjectOfThatTag() throws Exception {
        RuleCheck.run(this, Rule.GET_IF_MATCH, store -> {
            ObjectKey key = ObjectKey.of("data/part-0");
            String old = Sample.stored(store.put(key, Content.of("old"), PutCondition.always()));
            String now = Sample.stored(store.put(key, Content.of("new"), PutCondition.always()));
            for (ByteRange range : List.of(ByteRange.ALL, ByteRange.of(1, 2), ByteRange.of(50, 2))) {
                try (GetOutcome outcome = store.get(key, range, GetCondition.ifMatch(old))) {
                    assertThat(outcome).isInstanceOf(GetOutcome.ConditionNotMet.class);
                }
            }
            try (GetOutcome outcome = store.get(key, ByteRange.of(1, 2), GetCondition.ifMatch(now))) {
                assertThat(((GetOutcome.Found) outcome).body()).hasContent("ew");
                assertThat(((GetOutcome.Found) outcome).info().etag()).isEqualTo(now);
            }
        });
    }

    @Test
    default void anAbsentKeyIsAbsent() throws Exception {
        RuleCheck.run(this, Rule.ABSENT, store -> {
            Sample.put(store, "folder/file", "x");
            for (String absent : List.of("nothing", "folder", "folder/fil", "folder/file2", "no/such/folder")) {
                ObjectKey key = ObjectKey.of(absent);
                assertThat(store.head(key)).isEmpty();
                for (GetCondition condition : List.of(GetCondition.always(), GetCondition.ifMatch("no-such-tag"))) {
                    try (GetOutcome outcome = store.get(key, ByteRange.of(3, 4), condition)) {
                        assertThat(outcome).isInstanceOf(GetOutcome.Absent.class);
                    }
                }
                try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
                    assertThat(outcome).isInstanceOf(GetOutcome.Absent.class);
                }
            }
        });
    }
}
