package io.mlplatform.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.testkit.sweep.FaceMethods;
import io.mlplatform.testkit.sweep.FaultSweep;
import io.mlplatform.testkit.sweep.Operation;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of the fault sweep against the API: a new public method of a face is swept, or says why it need not be. */
class EveryOperationIsSweptTest {

    @Test
    void everyPublicMethodOfAFaceIsSweptOrSaysWhyNot() {
        Set<String> missing = new TreeSet<>(FaceMethods.reachableFrom(MlPlatform.class));
        assertThat(missing).hasSizeGreaterThan(100);
        missing.removeAll(swept());
        missing.removeAll(NotSwept.methods());
        assertThat(missing)
                .as("methods that no operation of Operations.ALL names, and NotSwept does not either")
                .isEmpty();
    }

    @Test
    void theListNamesMethodsThatThereAre() {
        Set<String> named = new TreeSet<>(swept());
        named.addAll(NotSwept.methods());
        assertThat(named).isSubsetOf(FaceMethods.reachableFrom(MlPlatform.class));
    }

    @Test
    void whatIsSweptIsNotExempt() {
        assertThat(swept()).doesNotContainAnyElementsOf(NotSwept.methods());
    }

    @Test
    void operationsAreToldApartByTheirNames() {
        assertThat(Operations.ALL).extracting(Operation::toString).doesNotHaveDuplicates();
    }

    @Test
    void whatAnOperationStandsForIsCalledByIt(@TempDir Path folder) throws Exception {
        Path sources = folder.resolve("sources");
        World.sources(sources);
        FaultSweep sweep = new FaultSweep(World::prepare, World::next, sources, folder.resolve("scratch"));
        Set<String> silent = new TreeSet<>(swept());
        for (Operation operation : Operations.ALL) {
            silent.removeAll(sweep.asking(operation));
        }

        silent.removeIf(FaceMethods.fluentIn(MlPlatform.class)::contains);
        assertThat(silent).isEmpty();
    }

    private static Set<String> swept() {
        Set<String> methods = new TreeSet<>();
        Operations.ALL.forEach(operation -> methods.addAll(operation.methods()));
        return methods;
    }
}
