package io.mlplatform.protocol;

import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.ProgressListener;
import io.mlplatform.Settings;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.testkit.Dice;
import io.mlplatform.testkit.sweep.DirectExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What the tests of the protocol share: platforms as so many processes on one store, and one dataset and model. */
final class Lab {

    /** The dataset, and the model, of the tests. */
    static final String NAME = "growth/churn";

    /** Where the stores' clocks stand still. */
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** The keys of entities' logs. */
    static final Predicate<String> LOG = key -> key.contains("/_log/");

    /** The keys of protected aliases' logs. */
    static final Predicate<String> ALIAS_LOG = key -> key.contains("/_aliases/");

    static final Settings SETTINGS = Settings.defaults().withActor("test");

    /** Numbers of files that end a segment by the hash of their path (format, section 3). */
    private static final int[] BOUNDARIES = {
        1821, 6702, 9062, 20_549, 28_408, 31_305, 32_570, 49_049, 49_727, 65_344, 75_685, 80_539
    };

    private static final AtomicLong SEEDS = new AtomicLong();

    private Lab() {}

    static MemoryStore memory() {
        return new MemoryStore(clock());
    }

    static Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    /** Another process on the store; its requests follow each other in one order. */
    static MlPlatform open(ObjectStore store) {
        return open(store, SETTINGS);
    }

    static MlPlatform open(ObjectStore store, Settings settings) {
        return MlPlatform.builder()
                .store(store, "")
                .settings(settings)
                .executor(new DirectExecutor())
                .time(clock(), dice())
                .open();
    }

    /** The log of the tests' entity, as another process that needs no platform reads it. */
    static EntityLog log(ObjectStore store, Zone zone) {
        Context context = new Context(
                SETTINGS, new Ulids(clock(), dice()), attempt -> {}, new DirectExecutor(), ProgressListener.SILENT);
        return new EntityLog(root(store, zone), EntityName.of(NAME), context);
    }

    static ZoneRoot root(ObjectStore store, Zone zone) {
        return new ZoneRoot(zone, new StoreLocation(store, "").below(zone.word()));
    }

    static Dice dice() {
        return new Dice(SEEDS.incrementAndGet());
    }

    static DatasetDraft draft(MlPlatform ml, String path, String text) {
        return ml.datasets().draft(NAME).addBytes(path, bytes(text));
    }

    static DatasetVersion publish(MlPlatform ml, String path, String text) {
        return draft(ml, path, text).publish();
    }

    /** A draft of 13 segments, whose root is too large for an entry. */
    static DatasetDraft segmented(MlPlatform ml) {
        String folders = ("d".repeat(200) + "/").repeat(3);
        DatasetDraft draft = ml.datasets().draft(NAME);
        for (int i : BOUNDARIES) {
            draft.addBytes(folders + i + ".csv", bytes("x"));
            draft.addBytes(folders + i + "-between.csv", bytes("y"));
        }
        return draft.addBytes(folders + "last.csv", bytes("z"));
    }

    static ModelVersion model(MlPlatform ml, String text) {
        return ml.models().draft(NAME).addBytes("model.bin", bytes(text)).publish();
    }

    static List<String> paths(MlPlatform ml, DatasetVersion version) {
        return ml.datasets().files(version).stream().map(VersionFile::path).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
