package io.mlplatform.examples.pages;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import java.nio.file.Path;

/** A program that publishes and fetches, and returns from main without closing anything. */
final class UnclosedProgram {

    private UnclosedProgram() {}

    public static void main(String[] arguments) {
        MlPlatform ml = MlPlatform.open(arguments[0]);
        DatasetVersion version = ml.datasets()
                .draft("growth/churn")
                .addBytes("a.csv", "id\n".getBytes())
                .publish();
        ml.datasets().fetch(version, Path.of("fetched"));
        System.out.println(version);
    }
}
