package io.mlplatform.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.MemoryStore;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both sides of the comparison do the same job, and are asked for it. */
class ManifestTableTest {

    private static final Map<String, Supplier<ManifestTable>> TABLES = Map.of(
            "own", () -> new OwnTable(new MemoryStore(Machine.clock())),
            "Iceberg, fast", () -> new IcebergTable(IcebergTable.Append.FAST, 0),
            "Iceberg, with metrics", () -> new IcebergTable(IcebergTable.Append.FAST, 5),
            "Iceberg, merging", () -> new IcebergTable(IcebergTable.Append.MERGING, 0));

    @TestFactory
    Stream<DynamicTest> whatIsCommittedIsPlanned() {
        return TABLES.entrySet().stream()
                .map(table -> DynamicTest.dynamicTest(table.getKey(), () -> commitAndPlan(table.getValue())));
    }

    private static void commitAndPlan(Supplier<ManifestTable> tables) {
        try (ManifestTable table = tables.get()) {
            table.commit(new SampleFiles(10, 20, 0).all().toList()).run();
            long before = table.requests();
            table.commit(new SampleFiles(10, 5, 1).of(3).toList()).run();

            assertThat(table.requests()).isGreaterThan(before);
            assertThat(table.planAll()).isEqualTo(205);
            assertThat(table.plan(3)).isEqualTo(25);
            assertThat(table.plan(4)).isEqualTo(20);
        }
    }
}
