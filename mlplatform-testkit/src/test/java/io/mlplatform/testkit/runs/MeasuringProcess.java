package io.mlplatform.testkit.runs;

import io.mlplatform.MlPlatform;
import io.mlplatform.experiments.Run;
import io.mlplatform.experiments.RunSettings;
import io.mlplatform.store.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A program that measures: it starts a run, prints its name, adds points {@code 0, 1, 2 …} and prints how many stand
 * after each flush. It ends when standard input does, or all is measured.
 */
final class MeasuringProcess {

    private MeasuringProcess() {}

    /** Arguments: folder, number of points, how many points there are between two flushes. */
    public static void main(String... arguments) {
        endWithStarter();
        long points = Long.parseLong(arguments[1]);
        long batch = Long.parseLong(arguments[2]);
        RunSettings settings = RunSettings.defaults()
                .withFolder(Path.of("/"))
                .withLeastFlush(Duration.ofMillis(20))
                .withHeartbeat(Duration.ofMillis(100));
        try (LocalStore store = LocalStore.open(Path.of(arguments[0]), Clock.systemUTC());
                MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
            Run run = platform.workspace("growth").with(settings).runs().start("churn/xgb");
            System.out.println(run.name());
            for (long point = 0; point < points; point++) {
                run.metric("count", point, point);
                if ((point + 1) % batch == 0) {
                    run.flush();
                    System.out.println(point + 1);
                }
            }
            run.succeed();
        }
    }

    private static void endWithStarter() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(2);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "starter-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
