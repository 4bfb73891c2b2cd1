package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publish stores, and when, where its manifest is large or others commit before it. */
class RebaseTest {

    // Segments are packed where 65,536 entries of theirs have come together, and stored early where 16 MiB have.
    private static final int MANY = 80_000;
    private static final long HELD_BYTES = 16 << 20;
    private static final List<FileEntry> RECORDS = records();

    private final ObjectStore store = Lab.memory();
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @BeforeEach
    void publishFirst() {
        Lab.publish(Lab.open(store), "a.csv", "a");
    }

    @Test
    void aPublishOnAnothersManySegmentsStoresTheOneItLiesIn() {
        Requests seen = sinceOvertaken(entry -> {}, ml -> Lab.publish(ml, "b.csv", "b"));

        assertThat(seen.subjects(RequestKind.UPLOAD)).isNotEmpty().allMatch(key -> key.contains("/_manifests/"));
        assertThat(journal.types()).containsExactly("commit", "commit", "commit");
    }

    @Test
    void aPublishThatCollectionGaveUpStoresNothingOnAnothersHead() {
        Requests seen = sinceOvertaken(this::condemn, ml -> assertThatThrownBy(() -> Lab.publish(ml, "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("collection"));

        assertThat(seen.count(RequestKind.UPLOAD)).isZero();
        assertThat(seen.count(RequestKind.PUT)).isZero();
        assertThat(journal.types()).containsExactly("commit", "condemn", "commit");
    }

    @Test
    void recordsThatAreNotInOrderAreRefusedBeforeTheFirstByte() {
        MeteredObjectStore metered = new MeteredObjectStore(store, new HopClock());
        FileEntry behind = FileEntry.of("a-behind", 1, Digest.of("behind"), GeneratedVersion.TXN);

        List<FileEntry> records =
                Stream.concat(RECORDS.stream(), Stream.of(behind)).toList();

        assertThatThrownBy(() -> publish(metered, plan(records).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the order of their paths");
        assertThat(metered.snapshot().count(RequestKind.UPLOAD)).isZero();
    }

    @Test
    void aManifestThatGrowsLargeOnTheSecondHeadIsMadeOnceForEach() {
        AtomicInteger made = new AtomicInteger();
        Tap second =
                Tap.before(store, slot(2), bytes -> publish(store, plan(RECORDS).build()));
        Tap first = Tap.before(second, slot(1), bytes -> Lab.publish(Lab.open(store), "between.csv", "x"));
        List<FileEntry> beside = IntStream.range(0, 16)
                .mapToObj(i -> RECORDS.get(i * (MANY / 16)))
                .map(entry -> FileEntry.of(entry.path() + "-beside", 1, entry.sha256(), entry.txn()))
                .toList();

        PlatformAccess.zone(Lab.open(first), Zone.DATASETS)
                .publish(plan(beside)
                        .detail(sums -> {
                            made.incrementAndGet();
                            return Optional.empty();
                        })
                        .build());

        assertThat(made).hasValue(3);
        assertThat(Lab.open(store).datasets().get(Lab.NAME).files()).isEqualTo(2 + MANY + 16);
        assertThat(documentBytes(journal.head().at("/event/txn").asText())).isGreaterThan(HELD_BYTES * 5 / 4);
    }

    private Requests sinceOvertaken(Consumer<byte[]> act, Consumer<MlPlatform> job) {
        AtomicReference<Requests> before = new AtomicReference<>();
        AtomicReference<MeteredObjectStore> metered = new AtomicReference<>();
        Tap tap = Tap.before(store, Lab.LOG, bytes -> {
            act.accept(bytes);
            Lab.segmented(Lab.open(store)).publish();
            before.set(metered.get().snapshot());
        });
        metered.set(new MeteredObjectStore(tap, new HopClock()));
        job.accept(Lab.open(metered.get()));
        return metered.get().since(before.get());
    }

    private void condemn(byte[] entry) {
        String txn = Journal.parse(entry).path("event").path("txn").asText();
        journal.append("{\"type\":\"condemn\",\"txns\":[\"" + txn + "\"]}", state -> state.put("condemnedAt", 1));
    }

    private static Predicate<String> slot(int seq) {
        return Lab.LOG.and(key -> key.endsWith(String.format(Locale.ROOT, "-%010d.json", seq)));
    }

    private static void publish(ObjectStore store, PublishPlan plan) {
        PlatformAccess.zone(Lab.open(store), Zone.DATASETS).publish(plan);
    }

    private static PublishPlan.Builder plan(List<FileEntry> records) {
        return PublishPlan.of(EntityName.of(Lab.NAME), "dataset").records(txn -> records);
    }

    /** In order of path; their paths hardly pack. */
    private static List<FileEntry> records() {
        Random random = new Random(5);
        return IntStream.range(0, MANY)
                .mapToObj(i -> {
                    StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "f%06d/", i));
                    while (path.length() < 400) {
                        path.append(Long.toString(random.nextLong() >>> 1, 36)).append('/');
                    }
                    return FileEntry.of(path + "x", 1, Digest.of(path.toString()), GeneratedVersion.TXN);
                })
                .toList();
    }

    private long documentBytes(String txn) {
        String folder = "datasets/" + Lab.NAME + "/_manifests/" + txn + "/";
        return store.list(folder, "", Delimiter.NONE, 1_000).objects().stream()
                .mapToLong(ObjectInfo::size)
                .sum();
    }
}
