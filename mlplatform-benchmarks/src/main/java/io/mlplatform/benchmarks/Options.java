package io.mlplatform.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command line, each {@code --name value}. Immutable. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a command line.
     *
     * @param defaults of all options that there are
     * @throws IllegalArgumentException with words for the user, if one is unknown or lacks its value
     */
    public static Options parse(List<String> arguments, Map<String, String> defaults) {
        Map<String, String> values = new HashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !defaults.containsKey(name.substring(2))) {
                throw new IllegalArgumentException("Unknown argument: " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new Options(values);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option --" + name);
        }
        return value;
    }

    /** A whole number of at least 1. */
    public int number(String name) {
        return number(name, 1);
    }

    /** A whole number of at least {@code least}. */
    public int number(String name, int least) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers that are too small.
        }
        throw new IllegalArgumentException(
                "--" + name + " takes a whole number from " + least + ", not '" + value + "'");
    }
}
