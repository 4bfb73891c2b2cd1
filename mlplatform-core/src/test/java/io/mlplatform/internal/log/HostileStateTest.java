package io.mlplatform.internal.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that somebody with the right to append forged: they are refused by type, and nobody hangs on them. */
class HostileStateTest {

    private static final EntityName ENTITY = EntityName.of("growth/churn");
    private static final String TXN = "01jd0000000000000000000001";
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00Z");

    private final MemoryStore store = new MemoryStore(Clock.systemUTC());
    private final ZoneRoot zone = new ZoneRoot(Zone.DATASETS, new StoreLocation(store, "datasets/"));
    private final ExecutorService threads = DaemonThreads.pool("test", 2);
    private final EntityLog log = new EntityLog(
            zone, ENTITY, new Context(Settings.defaults(), () -> TXN, attempt -> {}, threads, ProgressListener.SILENT));

    @AfterEach
    void close() {
        threads.shutdown();
        store.close();
    }

    @Test
    void aProtectedAliasThatIsNoNameIsCorrupt() {
        ObjectNode state = state();
        state.putArray("protected").add("../x");

        refused(state, EntityState::protectedAliases, "protected");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 10_000_000_000L, Long.MAX_VALUE})
    void aVersionWithoutAKeyIsCorrupt(long version) {
        refused(state().put("latest", version), EntityState::latest, "latest");
        refused(aliases(version), EntityState::aliases, "version");
        refused(pins(version), EntityState::pins, "version");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 10_000_000_000L, Long.MAX_VALUE})
    void anEntryWithoutAKeyIsCorrupt(long seq) {
        ObjectNode content = state();
        content.putObject("content").put("seq", seq);

        refused(content, state -> state.contentSeq(3), "seq");
        refused(state().put("condemnedAt", seq), EntityState::condemnedAt, "condemnedAt");
    }

    @Test
    void aTokenWithoutWriterIsCorrupt() {
        ObjectNode event = Json.object();
        event.putObject("token").put("writer", " ").put("sequence", 1).put("since", 0);

        assertThatThrownBy(() -> Commit.tokenOf(StoredJson.of(event, "entry")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("writer");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, Long.MAX_VALUE})
    void condemnationsThatDoNotLeadBackwardsAreCorruptInsteadOfBeingFollowedForEver(long previous) {
        ObjectNode condemn = Json.object().put("type", "condemn").put("previous", previous);
        condemn.putArray("txns");
        put(0, TIME, condemn, state().put("condemnedAt", 0));
        put(1, TIME, condemn, state().put("condemnedAt", 1));

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(
                        () -> Fence.require(log, log.tip(), OptionalLong.empty(), TXN, List.of()))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("previous"));
    }

    @Test
    void nothingFollowsAnEntryOfTheLastMillisecondOfTheCalendar() {
        put(0, Json.LAST_TIME, Json.object().put("type", "noop"), state());

        assertThatThrownBy(() -> log.rehearse(log.tip(), (tip, next) -> Optional.empty()))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("9999-12-31");
    }

    @Test
    void aCommitWithoutContentIsCorrupt() {
        put(0, TIME, Json.object().put("type", "commit"), state().put("latest", 1));

        assertThatThrownBy(() -> new VersionIndex(zone, ENTITY, log).latest(log.tip()))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("without content");
    }

    private void put(long seq, Instant time, ObjectNode event, ObjectNode state) {
        LogEntry entry = new LogEntry(seq, Optional.empty(), TXN, time, "mallory", event, state);
        store.put(Keys.slot(zone.keys(ENTITY).log(), seq), Content.of(entry.encode()), PutCondition.ifAbsent());
    }

    private static ObjectNode state() {
        return Json.object().put("kind", "dataset").put("latest", 0);
    }

    private static ObjectNode aliases(long version) {
        ObjectNode state = state();
        state.putObject("aliases")
                .putObject("staging")
                .put("version", version)
                .put("digest", Digest.of("x").hex())
                .put("since", "2026-11-23T12:00:00.000Z");
        return state;
    }

    private static ObjectNode pins(long version) {
        ObjectNode state = state();
        state.putObject("pins").putObject(TXN).put("version", version).put("holder", "x");
        return state;
    }

    private static void refused(ObjectNode state, Consumer<EntityState> read, String member) {
        assertThatThrownBy(() -> read.accept(EntityState.of(state, "entry")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(member);
    }
}
