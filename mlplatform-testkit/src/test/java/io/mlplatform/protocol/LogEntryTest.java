package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What entries carry on, what newer releases may put into them, and how their times rise. */
class LogEntryTest {

    private static final String FUTURE = "{\"kept\":[1,\"two\"]}";

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final Journal journal = Journal.of(store, Zone.DATASETS);

    @Test
    void unknownMembersOfTheStateAreCarriedOverByEveryEvent() {
        ModelVersion first = Lab.model(ml, "1");
        Journal models = Journal.of(store, Zone.MODELS);
        models.append("{\"type\":\"annotate\"}", state -> state.set("future", Journal.parse(Lab.bytes(FUTURE))));
        ModelVersion second = Lab.model(ml, "2");
        ml.models().assign(first, "staging");
        ml.models().removeAlias(Lab.NAME, "staging");
        ml.models().assign(first, "production", Approval.by("board"));
        ml.models().assign(second, "production", Approval.by("board"));
        Lab.log(store, Zone.MODELS).abandon(models.entries().size(), "01j00000000000000000000000");
        assertThat(models.types())
                .containsExactly("commit", "annotate", "commit", "alias", "alias", "pin", "pin", "unpin", "noop");
        assertThat(models.entries().subList(1, models.entries().size())).allSatisfy(entry -> assertThat(
                        entry.path("state").path("future").toString())
                .isEqualTo(FUTURE));
    }

    @Test
    void anEventOfAnUnknownTypeIsReadAndNothingIsAppendedBehindIt() {
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        journal.append("{\"type\":\"transmute\"}", state -> {});
        assertReadOnly(version);
    }

    @Test
    void anUnknownRequirementIsReadAndNothingIsAppendedBehindIt() {
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        journal.append(
                "{\"type\":\"annotate\"}", state -> state.putArray("requires").add("teleportation"));
        assertReadOnly(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlplatform.log/2", "something.else/1"})
    void anEntryOfANewerFormatIsRefusedByItsName(String format) {
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        journal.append("{\"type\":\"annotate\"}", state -> {}, entry -> entry.put("format", format));
        assertThatThrownBy(() -> ml.datasets().get(Lab.NAME))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(format);
        assertThatThrownBy(() -> ml.datasets().assign(version, "stable")).isInstanceOf(DataCorruptException.class);
        assertThat(ml.datasets().get(Lab.NAME + "@1")).isEqualTo(version);
    }

    @Test
    void anEntryOfANewerFormatThatComesFirstIsALostRaceAndThenRefused() {
        Lab.publish(ml, "a.csv", "a");
        Tap tap = Tap.before(
                store,
                Lab.LOG,
                bytes -> journal.append(
                        "{\"type\":\"annotate\"}", state -> {}, entry -> entry.put("format", "mlplatform.log/2")));
        assertThatThrownBy(() -> Lab.publish(Lab.open(tap), "b.csv", "b"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("mlplatform.log/2");
    }

    @Test
    void anEntityIsListedBeforeItHasAnEntry() {
        AtomicReference<List<?>> listed = new AtomicReference<>(List.of());
        Tap tap = Tap.before(
                store, Lab.LOG, bytes -> listed.set(Lab.open(store).datasets().list()));
        Lab.publish(Lab.open(tap), "a.csv", "a");
        assertThat(listed.get()).hasSize(1);
    }

    @Test
    void aRunHasACopyOfItsNewestEntry() {
        EntityLog log = Lab.log(store, Zone.EXPERIMENTS);
        EntityState run = EntityState.initial("run", List.of());
        log.append((tip, next) -> Optional.of(new Proposal(new LogEvent.Create("run", List.of()), run)));
        log.append((tip, next) -> Optional.of(new Proposal(new LogEvent.Release(List.of()), run)));
        var keys = Journal.keys(store, Zone.EXPERIMENTS);
        byte[] newest = bytes(Journal.of(store, Zone.EXPERIMENTS).key(1));
        assertThat(bytes(keys.headCopy())).isEqualTo(newest);
    }

    @Test
    void whatIsNoRunHasNone() {
        Lab.publish(ml, "a.csv", "a");
        assertThat(store.head(Journal.keys(store, Zone.DATASETS).headCopy())).isEmpty();
    }

    @Test
    void timesRiseThoughTheStoresClockStandsStill() {
        for (int i = 0; i < 4; i++) {
            Lab.publish(ml, i + ".csv", "x");
        }
        assertThat(times(journal))
                .containsExactly(Lab.NOON, Lab.NOON.plusMillis(1), Lab.NOON.plusMillis(2), Lab.NOON.plusMillis(3));
    }

    @Test
    void timesRiseThoughTheStoresClockRunsBack() {
        AtomicReference<Instant> now = new AtomicReference<>(Lab.NOON);
        InstantSource source = () -> now.getAndUpdate(time -> time.minus(Duration.ofHours(1)));
        MemoryStore backwards = new MemoryStore(source.withZone(ZoneOffset.UTC));
        MlPlatform platform = Lab.open(backwards);
        ModelVersion first = Lab.model(platform, "1");
        ModelVersion second = Lab.model(platform, "2");
        platform.models().assign(first, "production", Approval.by("board"));
        platform.models().assign(second, "production", Approval.by("board"));
        assertThat(times(Journal.of(backwards, Zone.MODELS)))
                .hasSize(5)
                .isSortedAccordingTo(Instant::compareTo)
                .doesNotHaveDuplicates();
        assertThat(times(Journal.ofProduction(backwards)))
                .hasSize(2)
                .isSortedAccordingTo(Instant::compareTo)
                .doesNotHaveDuplicates();
    }

    @Test
    void timesFollowTheStoresClockNotTheProcesss() {
        Instant later = Lab.NOON.plus(Duration.ofDays(3));
        MemoryStore ahead = new MemoryStore(Clock.fixed(later, ZoneOffset.UTC));
        assertThat(Lab.publish(Lab.open(ahead), "a.csv", "a").time()).isEqualTo(later);
    }

    private void assertReadOnly(DatasetVersion version) {
        assertThat(ml.datasets().get(Lab.NAME)).isEqualTo(version);
        assertThat(ml.datasets().verify(version)).isEmpty();
        int entries = journal.entries().size();
        assertThatThrownBy(() -> Lab.publish(ml, "b.csv", "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("newer mlplatform");
        assertThatThrownBy(() -> ml.datasets().assign(version, "stable")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> Lab.log(store, Zone.DATASETS).abandon(entries, "01j00000000000000000000000"))
                .isInstanceOf(MlPlatformException.class);
        assertThat(journal.entries()).hasSize(entries);
    }

    private byte[] bytes(ObjectKey key) {
        return StoredBytes.read(store, key, 1 << 20).bytes().orElseThrow();
    }

    private static List<Instant> times(Journal journal) {
        return journal.entries().stream()
                .map((ObjectNode entry) -> Instant.parse(entry.get("time").asText()))
                .toList();
    }
}
