package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A program that puts batches into an embedded store, and says the number of each that was acknowledged. */
final class PuttingProcess {

    static final FeatureGroup GROUP = OnlineStoreContract.named("growth/put").build();
    static final int BATCH = 5;
    private static final Instant BEGIN = Instant.parse("2026-11-23T09:00:00Z");

    private PuttingProcess() {}

    /** Arguments: the store's file, the number of the first batch. */
    public static void main(String... arguments) {
        OtherProcess.endWithStarter();
        OnlineStore store = EmbeddedOnlineStore.open(Path.of(arguments[0]), Clock.systemUTC());
        store.define(GROUP);
        for (long batch = Long.parseLong(arguments[1]); ; batch++) {
            store.batchPut(GROUP, records(batch)).forEach(RecordOutcome::orThrow);
            System.out.println(batch);
        }
    }

    /** Things of their own, and thing 0, which each batch puts anew. */
    static List<RecordKey> keys(long batch) {
        return LongStream.rangeClosed(0, BATCH)
                .mapToObj(i -> RecordKey.of(i == 0 ? 0 : batch * BATCH + i))
                .toList();
    }

    private static List<OnlineRecord> records(long batch) {
        return keys(batch).stream()
                .map(key -> OnlineRecord.of(
                        key,
                        BEGIN.plusSeconds(batch),
                        Map.of("visits", batch, "plan", "a text of some length, as records have it")))
                .toList();
    }
}
