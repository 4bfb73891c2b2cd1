package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What conditions and replacements are worth when many write at once. */
interface RaceContract extends StoreFixture {

    // A put whose answer is lost is sent again and may meet its own object, so that nobody is told of the one that is
    // stored.
    @Test
    default void ofManyPutsIfAbsentOneIsStored() throws Exception {
        RuleCheck.run(this, Rule.IF_ABSENT_RACE, store -> {
            List<ObjectKey> keys = Sample.keys("log/", 50);
            CyclicBarrier together = new CyclicBarrier(16);
            List<List<PutOutcome>> outcomes = Race.run(16, thread -> {
                List<PutOutcome> mine = new ArrayList<>();
                for (ObjectKey key : keys) {
                    together.await(1, TimeUnit.MINUTES);
                    mine.add(store.put(key, Content.of(claim(thread)), PutCondition.ifAbsent()));
                }
                return mine;
            });
            int told = 0;
            for (int i = 0; i < keys.size(); i++) {
                int round = i;
                List<Integer> winners = IntStream.range(0, 16)
                        .filter(thread -> outcomes.get(thread).get(round) instanceof PutOutcome.Stored)
                        .boxed()
                        .toList();
                byte[] stored = Sample.read(store, keys.get(i));
                List<Integer> owners = IntStream.range(0, 16)
                        .filter(thread -> Arrays.equals(claim(thread), stored))
                        .boxed()
                        .toList();
                assertThat(owners)
                        .as("whose bytes are whole in %s", keys.get(i))
                        .hasSize(1);
                assertThat(winners).as("winners of %s", keys.get(i)).isIn(List.of(), owners);
                told += winners.size();
            }
            assertThat(told).as("winners that were told, of %d", keys.size()).isGreaterThanOrEqualTo(keys.size() - 5);
        });
    }

    // In each round all have read the same before the first of them writes, so that no store is too fast to race.
    @Test
    default void fiveWorkersOfTenIncrementsMakeFifty() throws Exception {
        RuleCheck.run(this, Rule.IF_MATCH_RACE, store -> {
            ObjectKey key = ObjectKey.of("counter");
            Sample.put(store, key.value(), "");
            CyclicBarrier together = new CyclicBarrier(5);
            Race.run(5, worker -> {
                for (int i = 0; i < 10; i++) {
                    String line = worker + "." + i + "\n";
                    together.await(1, TimeUnit.MINUTES);
                    Counter seen = Counter.read(store, key);
                    together.await(1, TimeUnit.MINUTES);
                    while (!seen.add(line)) {
                        seen = Counter.read(store, key);
                    }
                }
                return worker;
            });
            String increments = new String(Sample.read(store, key), StandardCharsets.UTF_8);
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
                        requireWhole(store, key, contents);
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

    private static void replace(ObjectStore store, ObjectKey key, List<byte[]> contents) {
        PutCondition condition = PutCondition.ifAbsent();
        for (byte[] content : contents) {
            condition = PutCondition.ifMatch(Sample.stored(store.put(key, Content.of(content), condition)));
        }
    }

    private static void requireWhole(ObjectStore store, ObjectKey key, List<byte[]> contents) throws IOException {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                byte[] bytes = found.body().readAllBytes();
                boolean whole = contents.stream().anyMatch(content -> Arrays.equals(content, bytes));
                assertThat(whole).as("all bytes, and of one put").isTrue();
            }
        }
    }
}
