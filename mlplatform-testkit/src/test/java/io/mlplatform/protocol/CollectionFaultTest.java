package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.Settings;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each request of a collection fails once, before or after it takes effect, alone or as the process's last: what is live
 * stands then, and the next collection deletes all that the broken one left.
 */
class CollectionFaultTest {

    /** How the k-th request and those behind it end. */
    enum Outage {
        LOST_REQUEST(Fault.LOST_REQUEST, 1),
        LOST_RESPONSE(Fault.LOST_RESPONSE, 1),
        DENIED(Fault.ACCESS_DENIED, 1),
        KILLED_BEFORE_EFFECT(Fault.LOST_REQUEST, 60),
        KILLED_AFTER_EFFECT(Fault.LOST_RESPONSE, 60);

        private final Fault fault;
        private final int requests;

        Outage(Fault fault, int requests) {
            this.fault = fault;
            this.requests = requests;
        }

        FaultRule[] from(int k) {
            return IntStream.range(k, k + requests)
                    .mapToObj(n -> FaultRule.nth(n, n == k ? fault : Fault.LOST_REQUEST))
                    .toArray(FaultRule[]::new);
        }
    }

    private static final Settings SETTINGS = Lab.SETTINGS.withResends(1).withInFlightGrace(Duration.ZERO);

    @TempDir
    private Path folder;

    private final Calendar calendar = new Calendar();

    @ParameterizedTest
    @EnumSource
    void aCollectionThatBreaksOffAnywhereIsFinishedByTheNext(Outage outage) throws IOException {
        Path template = folder.resolve("template");
        try (ObjectStore store = LocalStore.open(template, calendar)) {
            prepare(store);
        }
        // Last-Modified on a disk is the machine's time: the store's clock is moved past it, whatever that is.
        calendar.passDays(3650);
        Path clean = copy(template, folder.resolve("clean"));
        try (ObjectStore store = LocalStore.open(clean, calendar)) {
            collect(store);
        }
        Set<String> expected = objects(clean);
        assertThat(objects(template).size() - expected.size()).isGreaterThan(20);
        int k = 1;
        while (strikes(template, expected, outage, k)) {
            k++;
        }
        assertThat(k).as("requests that " + outage + " met").isGreaterThan(15);
    }

    private boolean strikes(Path template, Set<String> expected, Outage outage, int k) throws IOException {
        String run = outage + " " + k;
        Path lake = copy(template, folder.resolve(run.replace(' ', '-')));
        try (ObjectStore store = LocalStore.open(lake, calendar)) {
            FaultScriptedStore faulty = new FaultScriptedStore(store, outage.from(k));
            try {
                collect(faulty);
            } catch (MlPlatformException broken) {
                assertThat(faulty.struck()).as(run + ": " + broken).isNotEmpty();
            }
            assertThat(FormatReader.read(lake, calendar.instant()).findings())
                    .as(run)
                    .isEmpty();
            assertThat(objects(lake)).as(run).containsAll(expected);
            collect(store);
            assertThat(FormatReader.read(lake, calendar.instant()).findings())
                    .as(run + ", then a clean collection")
                    .isEmpty();
            assertThat(objects(lake)).as(run).isEqualTo(expected);
            return !faulty.struck().isEmpty();
        }
    }

    private static void prepare(ObjectStore store) {
        MlPlatform ml = Lab.open(store);
        var first = Lab.segmented(ml).addBytes("part.csv", Lab.bytes("1")).publish();
        var second = ml.datasets()
                .draft(Lab.NAME)
                .replace()
                .addBytes("kept.csv", Lab.bytes("k"))
                .addBytes("left-over.csv", Lab.bytes("l"))
                .publish();
        ml.datasets().draft(Lab.NAME).delete("left-over.csv").publish();
        Lab.publish(ml, "newest.csv", "n");
        ml.datasets().retire(first);
        ml.datasets().retire(second);
        store.put(
                ObjectKey.of("datasets/" + Lab.NAME + "/data/01j00000000000000000000000/x.csv"),
                Content.of(new byte[1]),
                PutCondition.ifAbsent());
    }

    private static void collect(ObjectStore store) {
        Lab.open(store, SETTINGS).collector().collect(Zone.DATASETS, Lab.NAME);
    }

    /** All keys but those of the log, which tells how often it was tried. */
    private static Set<String> objects(Path lake) throws IOException {
        try (Stream<Path> paths = Files.walk(lake)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> lake.relativize(path).toString())
                    .filter(key -> !key.contains("/_log/") && !key.startsWith(".tmp"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }
}
