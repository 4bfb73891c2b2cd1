package io.mlplatform.examples.penguins;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param store the URI to open, or empty for a fresh local one
 * @param team the first segment of the dataset's and the model's name
 */
record PenguinOptions(Optional<String> store, String team) {

    static final String HELP = """
            Publishes penguin tables with a mistake, corrects them, trains a classifier on each version,
            and puts the better one into production.

              --store <uri>   where to keep it all, such as s3://bucket/prefix, file:///folder or mem:
                              (default: mlplatform-examples/target/lake, emptied first; no other store is)
              --team <name>   whose dataset and model these are (default: research)
              --help          prints this""";

    private static final PenguinOptions DEFAULT = new PenguinOptions(Optional.empty(), "research");

    /**
     * Reads the arguments of a command line.
     *
     * @throws IllegalArgumentException with words for the user, if one is unknown or lacks its value
     */
    static PenguinOptions parse(List<String> arguments) {
        PenguinOptions options = DEFAULT;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (name.equals("--store")) {
                options = new PenguinOptions(Optional.of(value(name, rest)), options.team);
            } else if (name.equals("--team")) {
                options = new PenguinOptions(options.store, value(name, rest));
            } else {
                throw new IllegalArgumentException("Unknown argument: " + name);
            }
        }
        return options;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }
}
