package io.mlplatform.examples.penguins;

import io.mlplatform.examples.Example;
import java.io.IOException;

/**
 * The main example: penguin tables are published with a mistake and then corrected; a classifier is trained on each
 * version, and the better one goes into production. Needs no network unless the store does. {@code --help} tells the
 * options.
 */
public final class Penguins {

    static final Example<Findings> EXAMPLE = new Example<>(
            "penguins", """
            Publishes penguin tables with a mistake, corrects them, trains a classifier on each version,
            and puts the better one into production.""", "research", (ml, team, work, out) -> new PenguinStudy(ml, team, work, out).run());

    private Penguins() {}

    /** Runs the study and prints as it goes; see {@link Example#main}. */
    public static void main(String... arguments) throws IOException {
        EXAMPLE.main(arguments);
    }
}
