package io.mlplatform.examples;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of an example asks for.
 *
 * @param store the URI to open, or empty for a fresh local one
 * @param team the first segment of the names of what is made
 */
record ExampleOptions(Optional<String> store, String team) {

    static final String HELP = """
              --store <uri>   where to keep it all, such as s3://bucket/prefix, file:///folder or mem:
                              (default: a folder of mlplatform-examples/target, emptied first; no other store is)
              --team <name>   whose entities these are
              --help          prints this""";

    /**
     * Reads the arguments of a command line.
     *
     * @param team where none is named
     * @throws IllegalArgumentException with words for the user, if one is unknown or lacks its value
     */
    static ExampleOptions parse(List<String> arguments, String team) {
        ExampleOptions options = new ExampleOptions(Optional.empty(), team);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (name.equals("--store")) {
                options = new ExampleOptions(Optional.of(value(name, rest)), options.team);
            } else if (name.equals("--team")) {
                options = new ExampleOptions(options.store, value(name, rest));
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
