package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.read;
import static io.mlplatform.testkit.sweep.Operation.write;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.collection.Collector;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link Collector} does. */
final class CollectionOperations {

    private static final String FOLDER = "here/datasets/" + World.KEPT + "/";

    /**
     * Staged are a file of each version but the third, one more of the second, and one of no version, which is too young to be
     * given up. Of the second version's files the third, which is pinned, keeps one.
     */
    private static final Object[] COLLECTED = {
        stage(6, 5, "condemned"), stage(5, 5, "condemned"), stage(5, 4, "condemned"), stage(5, 4, "condemned", "swept")
    };

    private static final Object[] ERASED = {
        stage(6, 5, "retired 2"),
        stage(6, 5, "retired 2", "condemned"),
        stage(4, 5, "retired 2", "condemned"),
        stage(4, 3, "retired 2", "condemned"),
        stage(4, 3, "retired 2", "condemned", "swept")
    };

    private CollectionOperations() {}

    static List<Operation> reads() {
        return List.of(
                read(
                        scene -> scene.ml().collector().dryRun(Zone.DATASETS, World.KEPT),
                        "Collector.dryRun(Zone, String)"),
                read(scene -> scene.ml().collector().orphans(Zone.DATASETS), "Collector.orphans(Zone)"));
    }

    static List<Operation> writes() {
        return List.of(
                deleting(
                                scene -> scene.ml().collector().collect(Zone.DATASETS, World.KEPT),
                                "Collector.collect(Zone, String)")
                        .mayStopAt(COLLECTED)
                        .convergesWhenRepeated(),
                deleting(CollectionOperations::collectAll, "Collector.collectAll(Zone)")
                        .mayStopAt(COLLECTED)
                        .convergesWhenRepeated(),
                deleting(
                                scene -> scene.ml().collector().erase(Zone.DATASETS, World.KEPT, 2),
                                "Collector.erase(Zone, String, long)")
                        .mayStopAt(ERASED)
                        .convergesWhenRepeated(),
                deleting(
                                scene -> scene.ml().collector().erase(Zone.DATASETS, World.KEPT, List.of("gone.csv")),
                                "Collector.erase(Zone, String, Collection)")
                        .mayStopAt(ERASED)
                        .convergesWhenRepeated(),
                repairing());
    }

    private static Operation deleting(Operation.Write collection, String method) {
        return write(CollectionOperations::left, collection, method);
    }

    private static Operation repairing() {
        return preparedWrite(
                        scene -> below(scene, "_versions/").size(),
                        scene -> {
                            scene.store().delete(below(scene, "_versions/"));
                            return () -> {
                                scene.ml().collector().repair(Zone.DATASETS, World.KEPT);
                                return "done";
                            };
                        },
                        "Collector.repair(Zone, String)")
                .mayStopAt(1, 2, 3, 4)
                .repeatedBySameCaller();
    }

    /** What the log tells, how many staged objects and indexes there are, and the newest version, which verifies. */
    private static Object left(Scene scene) {
        return List.of(
                Effects.kept(scene.ml(), Zone.DATASETS, World.KEPT),
                below(scene, "data/").size(),
                below(scene, "_versions/").size(),
                Effects.paths(scene.ml().datasets(), scene.ml().datasets().get(World.KEPT)));
    }

    private static Object stage(int staged, int indexes, String... entries) {
        List<String> log = new ArrayList<>(List.of("pinned 3", "retired 1"));
        log.addAll(List.of(entries));
        return List.of(
                KeepingOperations.stage(5, log.toArray(String[]::new)),
                staged,
                indexes,
                List.of("newer.csv", "newest.csv"));
    }

    private static List<ObjectKey> below(Scene scene, String folder) {
        return scene.store().list(FOLDER + folder, "", Delimiter.NONE, 1000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    /** Its report of a failure, as a failure. */
    private static void collectAll(Scene scene) {
        Map<String, String> failed =
                scene.ml().collector().collectAll(Zone.DATASETS).failed();
        if (!failed.isEmpty()) {
            throw new StorageUnavailableException("mlp://datasets", failed.toString());
        }
    }
}
