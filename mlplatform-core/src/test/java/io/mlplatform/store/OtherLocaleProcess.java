package io.mlplatform.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.layout.Zone;
import java.nio.file.Path;
import java.time.Clock;

/** A JVM that says what becomes of each use of a name that its locale reads wrongly. */
final class OtherLocaleProcess {

    private OtherLocaleProcess() {}

    /** Arguments: a platform's folder, a folder to publish from, one to fetch into. */
    public static void main(String... arguments) {
        String lake = arguments[0];
        try (MlPlatform ml = MlPlatform.open("file://" + lake);
                LocalStore store = LocalStore.open(Path.of(lake), Clock.systemUTC())) {
            tell("collect", () -> ml.collector().collect(Zone.DATASETS, "growth/churn"));
            tell("list", () -> store.list("named/", "", Delimiter.NONE, 10));
            tell("list prefix", () -> store.list("named/\u00e9/", "", Delimiter.NONE, 10));
            tell("head", () -> store.head(ObjectKey.of("named/\u00e9/a")));
            tell("ascii collect", () -> ml.collector().collect(Zone.DATASETS, "growth/plain"));
            tell("ascii list", () -> store.list("named/z/", "", Delimiter.NONE, 10));
        }
        try (MemoryStore memory = new MemoryStore(Clock.systemUTC());
                MlPlatform ml = MlPlatform.builder().store(memory, "").open()) {
            DatasetRegistry datasets = ml.datasets();
            tell("add", () -> datasets.draft("growth/cities").addFiles(Path.of(arguments[1]), "**"));
            tell(
                    "fetch",
                    () -> datasets.fetch(
                            datasets.draft("growth/names")
                                    .addBytes("\u00e9.csv", "x".getBytes(UTF_8))
                                    .publish(),
                            Path.of(arguments[2])));
            memory.put(ObjectKey.of("raw/\u6771.csv"), Content.of("x"), PutCondition.always());
            tell("import", () -> datasets.draft("growth/raw").importFrom("mem:/raw/", "**"));
        }
    }

    private static void tell(String what, Runnable use) {
        try {
            use.run();
            System.out.println(what + ": done");
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }
}
