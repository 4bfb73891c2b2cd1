package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What conditions and replacements are worth when many write at once. */
interface RaceContract extends StoreFixture {

    @Test
    default void ofManyPutsIfAbsentOneIsStored() throws Exception {
        RuleCheck.run(this, Rule.IF_ABSENT_RACE, store -> {
            for (ObjectKey key : Sample.keys("log/", 50)) {
                List<PutOutcome> outcomes = Race.run(
                        16, thread -> store.put(key, Content.of(claim(thread)), PutCondition.ifAbsent()));
                List<Integer> winners = IntStream.range(0, 16)
                        .filter(thread -> outcomes.get(thread) instanceof PutOutcome.Stored)
                        .boxed()
                        .toList();
                assertThat(winners).as("winners of %s", key).hasSize(1);
                assertThat(Sample.read(store, key)).isEqualTo(claim(winners.get(0)));
            }
        });
    }

    @Test
    default void fiveWorkersOfTenIncrementsMakeFifty() throws Exception {
        RuleCheck.run(this, Rule.IF_MATCH_RACE, store -> {
            ObjectKey key = ObjectKey.of("counter");
            Sample.put(store, key.value(), "");
            Race.run(5, worker -> {
                for (int i = 0; i < 10; i++) {
                    increment(store, key, worker + "." + i + "\n");
                }
                return worker;
            });
            String increments = new String(Sample.read(store, key));
            assertThat(increments.lines()).hasSize(50).doesNotHaveDuplicates();
        });
    }

    @Test
    default void aReaderNeverSeesAPart() throws Exception {
        RuleCheck.run(this, Rule.REPLACE_ATOMIC, store -> {
            ObjectKey key = ObjectKey.of("data/model.bin");
            List<byte[]> contents = IntStream.range(0, 4)
                    .mapToObj(i -> {
                        byte[] bytes = new byte[8 << 20];
                        Arrays.fill(bytes, (byte) i);
                        return bytes;
                    })
                    .toList();
            AtomicBoolean written = new AtomicBoolean();
            Race.run(2, thread -> {
                if (thread == 0) {
                    try {
                        replace(store, key, contents);
                    } finally {
                        written.set(true);
                    }
                } else {
                    while (!written.get()) {
                        requireWhole(store, key);
                    }
                }
                return thread;
            });
            assertThat(Sample.read(store, key)).isEqualTo(contents.get(3));
        });
    }

    private static byte[] claim(int thread) {
        return Sample.bytes(thread, 1_000 + thread);
    }

    // A line that is there was stored, whatever the store answered: a repeated request may report its own effect as
    // a condition not met.
    private static void increment(ObjectStore store, ObjectKey key, String line) throws IOException {
        while (true) {
            try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
                if (!(outcome instanceof GetOutcome.Found found)) {
                    throw new AssertionError("the counter vanished: " + outcome);
                }
                String lines = new String(found.body().readAllBytes());
                if (lines.contains(line)) {
                    return;
                }
                PutCondition unchanged = PutCondition.ifMatch(found.info().etag());
                if (store.put(key, Content.of(lines + line), unchanged) instanceof PutOutcome.Stored) {
                    return;
                }
            } catch (StorageUnavailableException e) {
                continue;
            }
        }
    }

    private static void replace(ObjectStore store, ObjectKey key, List<byte[]> contents) {
        PutCondition condition = PutCondition.ifAbsent();
        for (byte[] content : contents) {
            condition = PutCondition.ifMatch(Sample.stored(store.put(key, Content.of(content), condition)));
        }
    }

    private static void requireWhole(ObjectStore store, ObjectKey key) throws IOException {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                byte[] bytes = found.body().readAllBytes();
                assertThat(bytes.length).isEqualTo(8 << 20);
                byte[] whole = new byte[bytes.length];
                Arrays.fill(whole, bytes[0]);
                assertThat(Arrays.equals(bytes, whole)).as("all bytes of one put").isTrue();
            }
        }
    }
}
