package io.mlplatform.examples.rides;

import io.mlplatform.examples.Example;
import java.io.IOException;

/**
 * The example of features: the weather and the rides of Chicago's "L" become feature groups, are joined as they were known on
 * each morning, teach a forecast of the day's rides, and are served online for a week of mornings. Needs no network unless the
 * store does. {@code --help} tells the options.
 */
public final class Rides {

    static final Example<RidesFindings> EXAMPLE =
            new Example<>("rides", """
            Ingests daily weather and rides as feature groups, joins them as they were known on each morning,
            trains a forecast of the day's rides, and serves it from an online store.""", "transit", (ml, team, work, out) -> new RidesStudy(ml, team, work, out).run());

    private Rides() {}

    /** Runs the study and prints as it goes; see {@link Example#main}. */
    public static void main(String... arguments) throws IOException {
        EXAMPLE.main(arguments);
    }
}
