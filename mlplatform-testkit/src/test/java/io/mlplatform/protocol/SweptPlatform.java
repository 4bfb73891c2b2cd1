package io.mlplatform.protocol;

import static io.mlplatform.protocol.SweepStage.NAME;
import static io.mlplatform.protocol.SweptOperation.of;

import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.Stream;

/** The operations on all zones, and with them all that are swept. */
final class SweptPlatform {

    private static final String MODEL = "mlp://models/" + NAME + "@2";
    private static final String DATASET = "mlp://datasets/" + NAME + "@3";

    private static final List<SweptOperation> OWN = List.of(
            of("Lineage.of(String)", s -> () -> s.ml().lineage().of(MODEL)),
            of("Lineage.usedBy(String)", s -> () -> s.ml().lineage().usedBy(DATASET)),
            of("Lineage.retiring(String)", s -> () -> s.ml().lineage().retiring(DATASET)),
            of("Audit.table()", s -> () -> s.ml().audit().table()),
            of("Collector.dryRun(Zone,String)", s -> () -> s.ml().collector().dryRun(Zone.DATASETS, NAME)),
            of("Collector.collect(Zone,String)", s -> () -> s.ml().collector().collect(Zone.DATASETS, NAME)),
            of("Collector.collectAll(Zone)", s -> () -> s.ml().collector().collectAll(Zone.DATASETS)),
            of("Collector.orphans(Zone)", s -> () -> s.ml().collector().orphans(Zone.DATASETS)),
            of("Collector.repair(Zone,String)", s -> () -> s.ml().collector().repair(Zone.MODELS, NAME)),
            of(
                    "Collector.erase(Zone,String,long)",
                    s -> () -> s.ml().collector().erase(Zone.MODELS, NAME, 1)),
            of("Collector.erase(Zone,String,Collection)", s -> {
                s.datasets().unpin(s.dataset(2), "keeper");
                return () -> s.ml().collector().erase(Zone.DATASETS, NAME, List.of("a.csv"));
            }));

    private SweptPlatform() {}

    /** All operations. */
    static Stream<SweptOperation> all() {
        return Stream.of(SweptDatasets.ALL, SweptModels.ALL, SweptRuns.ALL, SweptPipelines.ALL, OWN)
                .flatMap(List::stream);
    }
}
