package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.testkit.sweep.FaceMethods;
import io.mlplatform.testkit.sweep.FaultSweep;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each request of each operation of the feature repository fails once, before or after it takes effect. */
class FeatureSweepTest {

    /** They give what asks later, or tell what they hold. */
    private static final Set<String> ASK_NOTHING = Set.of(
            "FeatureRepository.draft(String)",
            "FeatureRepository.trainingSet(Spine, String)",
            "Builder.build()",
            "FeaturePage.html()",
            "FeaturePage.write(Path)");

    @TempDir
    private static Path folder;

    private static FaultSweep sweep;

    @BeforeAll
    static void makeTheWorld() {
        sweep = new FaultSweep(FeatureOperations::prepare, FeatureSweepTest::next, folder, folder.resolve("scratch"));
    }

    static List<Operation> operations() {
        return FeatureOperations.ALL;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationSurvivesAFaultAtAnyRequest(Operation operation) throws Exception {
        sweep.sweep(operation);
    }

    @Test
    void everyPublicMethodIsSweptOrAsksNothing() throws Exception {
        Set<String> unswept = new TreeSet<>(FaceMethods.reachableFrom(FeatureRepository.class));
        unswept.removeIf(method ->
                !method.startsWith("Feature") && !method.startsWith("TrainingSet") && !method.startsWith("Builder."));
        assertThat(unswept).hasSizeGreaterThan(20);
        for (Operation operation : FeatureOperations.ALL) {
            Set<String> asking = sweep.asking(operation);
            assertThat(asking).containsAll(operation.methods());
            unswept.removeAll(operation.methods());
        }
        unswept.removeAll(FaceMethods.fluentIn(FeatureRepository.class));
        assertThat(unswept).isEqualTo(new TreeSet<>(ASK_NOTHING));
    }

    private static void next(Scene scene) {
        DatasetVersion next = scene.ml()
                .datasets()
                .draft("growth/next")
                .addBytes("next.csv", new byte[] {1})
                .publish();
        assertThat(scene.ml().datasets().verify(next)).isEmpty();
    }
}
