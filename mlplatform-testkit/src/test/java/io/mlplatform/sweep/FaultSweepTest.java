package io.mlplatform.sweep;

import io.mlplatform.testkit.sweep.FaultSweep;
import io.mlplatform.testkit.sweep.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each request of each operation fails once, before or after it takes effect, alone or as the store's last: what was
 * acknowledged then stands and verifies, what was refused never appears, what is unknown converges, and no answer is wrong.
 */
class FaultSweepTest {

    @TempDir
    private static Path folder;

    private static FaultSweep sweep;

    @BeforeAll
    static void makeTheWorld() throws IOException {
        Path sources = folder.resolve("sources");
        World.sources(sources);
        sweep = new FaultSweep(World::prepare, World::next, sources, folder.resolve("scratch"));
    }

    static List<Operation> operations() {
        return Operations.ALL;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationSurvivesAFaultAtAnyRequest(Operation operation) throws Exception {
        sweep.sweep(operation);
    }
}
