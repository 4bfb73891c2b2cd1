package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.Settings;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.format.Finding;
import io.mlplatform.testkit.format.FormatReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each public operation, each of its requests failing once, before or after its effect: it returns or fails in the
 * library's own words, leaves nothing behind that the format does not allow, and can be called again.
 */
class OperationSweepTest {

    private static final Settings SETTINGS =
            Lab.SETTINGS.withResends(1).withRetireGrace(Duration.ZERO).withInFlightGrace(Duration.ZERO);
    private static final List<Fault> FAULTS = List.of(Fault.LOST_REQUEST, Fault.LOST_RESPONSE);

    private static Map<String, byte[]> template;

    @TempDir
    private static Path folder;

    private static int runs;

    @BeforeAll
    static void furnish() throws IOException {
        try (MemoryStore store = Lab.memory();
                MlPlatform ml = Lab.open(store, SETTINGS)) {
            SweepStage.furnish(ml, Files.createDirectories(folder.resolve("template")));
            template = objects(store);
        }
        assertThat(findings(template)).isEmpty();
    }

    @Test
    void everyPublicOperationIsSweptOrExemptForAReason() {
        List<String> names = SweptPlatform.all().map(SweptOperation::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(new HashSet<>(names)).isEqualTo(PublicOperations.swept().keySet());
        assertThat(PublicOperations.exemptForNothing()).isEmpty();
    }

    static Stream<SweptOperation> operations() {
        return SweptPlatform.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationSurvivesAFaultAtAnyRequest(SweptOperation operation) throws IOException {
        for (Fault fault : FAULTS) {
            int k = 1;
            while (strikes(operation, fault, k)) {
                k++;
            }
            assertThat(k).as("requests of " + operation).isGreaterThan(1);
        }
    }

    /** One run; false once the operation has no k-th request. */
    private static boolean strikes(SweptOperation operation, Fault fault, int k) throws IOException {
        AtomicBoolean armed = new AtomicBoolean();
        try (MemoryStore store = Lab.memory();
                MemoryStore elsewhere = Lab.memory();
                MlPlatform there = Lab.open(elsewhere, SETTINGS);
                FaultScriptedStore faulty =
                        new FaultScriptedStore(store, FaultRule.nth(k, fault).on(key -> armed.get()));
                MlPlatform ml = Lab.open(faulty, SETTINGS);
                MlPlatform clean = Lab.open(store, SETTINGS)) {
            template.forEach((key, bytes) -> store.put(ObjectKey.of(key), Content.of(bytes), PutCondition.ifAbsent()));
            SweptOperation.Call call = operation.prepared().apply(new SweepStage(ml, there, freshFolder()));
            armed.set(true);
            boolean done = perform(operation, call, clean);
            armed.set(false);
            requireWell(operation + " " + fault + " " + k, store, clean);
            again(operation, new SweepStage(clean, there, freshFolder()));
            requireWell(operation + " " + fault + " " + k + ", called again", store, clean);
            boolean struck = !faulty.struck().isEmpty();
            assertThat(struck || done).as(operation + " without a fault").isTrue();
            return struck;
        }
    }

    /** False where it was refused. */
    private static boolean perform(SweptOperation operation, SweptOperation.Call call, MlPlatform clean) {
        try {
            call.run();
            return true;
        } catch (CommitOutcomeUnknownException unknown) {
            assertThat(clean.resolve(unknown)).as(operation.name()).isEqualTo(clean.resolve(unknown));
            return false;
        } catch (MlPlatformException refused) {
            assertThat(refused).as(operation.name()).hasMessageContaining(" ");
            return false;
        } catch (Exception other) {
            throw new AssertionError(operation + " fails in words that are not the library's: " + other, other);
        }
    }

    // What was done may make the preparation itself impossible, as where what was to be dropped is dropped.
    private static void again(SweptOperation operation, SweepStage stage) {
        perform(operation, () -> operation.prepared().apply(stage).run(), stage.ml());
    }

    private static void requireWell(String run, ObjectStore store, MlPlatform clean) {
        assertThat(findings(objects(store))).as(run).isEmpty();
        assertThat(clean.datasets().verify(clean.datasets().get(Lab.NAME)))
                .as(run)
                .isEmpty();
        assertThat(clean.models().verify(clean.models().get(Lab.NAME))).as(run).isEmpty();
    }

    private static List<Finding> findings(Map<String, byte[]> objects) {
        return FormatReader.read(objects, Lab.NOON).findings();
    }

    private static Path freshFolder() throws IOException {
        return Files.createDirectories(folder.resolve("run-" + ++runs));
    }

    private static Map<String, byte[]> objects(ObjectStore store) {
        Map<String, byte[]> objects = new TreeMap<>();
        for (ObjectInfo info : store.list("", "", Delimiter.NONE, 1_000).objects()) {
            try (GetOutcome outcome = store.get(info.key(), ByteRange.ALL, GetCondition.always())) {
                objects.put(
                        info.key().value(), ((GetOutcome.Found) outcome).body().readAllBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return objects;
    }
}
