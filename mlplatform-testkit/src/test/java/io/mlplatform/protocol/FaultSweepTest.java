package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.MlPlatformException;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each request of a write fails once, before or after it takes effect, alone or as the store's last: what was
 * acknowledged then stands and verifies, what was refused never appears, and what is unknown converges.
 */
class FaultSweepTest {

    /** How the k-th request and those behind it end. */
    enum Outage {
        LOST_REQUEST(Fault.LOST_REQUEST, false),
        LOST_RESPONSE(Fault.LOST_RESPONSE, false),
        DENIED(Fault.ACCESS_DENIED, false),
        OWN_EFFECT_DENIED(Fault.OWN_EFFECT_DENIED, false),
        GONE_BEFORE_EFFECT(Fault.LOST_REQUEST, true),
        GONE_AFTER_EFFECT(Fault.LOST_RESPONSE, true);

        /** More requests than any write makes before it gives up. */
        private static final int FOR_GOOD = 60;

        private final Fault fault;
        private final boolean lasts;

        Outage(Fault fault, boolean lasts) {
            this.fault = fault;
            this.lasts = lasts;
        }

        FaultRule[] from(int k) {
            // Of an outage that lasts only the first request may take effect unseen; the others never arrive.
            return IntStream.range(k, lasts ? k + FOR_GOOD : k + 1)
                    .mapToObj(n -> FaultRule.nth(n, n == k ? fault : Fault.LOST_REQUEST))
                    .toArray(FaultRule[]::new);
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aWriteSurvivesAFaultAtAnyRequest(SweptWrite write) throws IOException {
        Path template = folder.resolve(write + "-template");
        try (ObjectStore store = LocalStore.open(template, Lab.clock())) {
            write.prepare(Lab.open(store));
            assertThat(write.isDone(Lab.open(store))).isFalse();
        }
        for (Outage outage : Outage.values()) {
            int k = 1;
            while (strikes(template, write, outage, k)) {
                k++;
            }
            assertThat(k)
                    .as("requests of " + write + " that " + outage + " met")
                    .isGreaterThan(2);
        }
    }

    /** One run; false once the write has no k-th request. */
    private boolean strikes(Path template, SweptWrite write, Outage outage, int k) throws IOException {
        String run = write + " " + outage + " " + k;
        Path lake = folder.resolve(run.replace(' ', '-'));
        copy(template, lake);
        try (ObjectStore store = LocalStore.open(lake, Lab.clock())) {
            FaultScriptedStore faulty = new FaultScriptedStore(store, outage.from(k));
            boolean expected = expected(run, write, faulty, store);
            assertThat(write.isDone(Lab.open(store))).as(run).isEqualTo(expected);
            // A first publish that met the fault before all else leaves no platform to read.
            if (!store.list("", "", Delimiter.NONE, 1).objects().isEmpty()) {
                assertThat(FormatReader.read(lake).findings()).as(run).isEmpty();
            }
            write.again(Lab.open(store));
            assertThat(FormatReader.read(lake).findings())
                    .as(run + ", then a clean write")
                    .isEmpty();
            return !faulty.struck().isEmpty();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /** Whether the write must be found done afterwards. */
    private static boolean expected(String run, SweptWrite write, ObjectStore faulty, ObjectStore store) {
        try {
            write.run(Lab.open(faulty, Lab.SETTINGS.withResends(1)));
            return true;
        } catch (CommitOutcomeUnknownException unknown) {
            CommitResolution resolution = Lab.open(store).resolve(unknown);
            assertThat(Lab.open(store).resolve(unknown)).as(run).isEqualTo(resolution);
            // An unknown pin is resolved, and the alias was not moved then.
            return resolution == CommitResolution.COMMITTED && write.isWholly(unknown);
        } catch (MlPlatformException refused) {
            return false;
        }
    }
}
