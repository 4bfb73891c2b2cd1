package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may be wrong with a server that answers in the end. */
enum Trouble {
    /** Some answers come late. */
    TAIL,
    /** Some connections are never answered, met by small objects. */
    DEAD_SMALL,
    /** … by ranges of large ones. */
    DEAD_LARGE,
    /** … by parts of large ones on their way up. */
    DEAD_LARGE_UP,
    /** It refuses above a number of requests at once. */
    LIMIT;

    private static final double PERCENT = 100;

    static Trouble named(String name) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--case takes "
                        + Arrays.stream(values()).map(Trouble::toString).collect(Collectors.joining(", ")) + ", not '"
                        + name + "'"));
    }

    /** What the null server is told to be in it. */
    List<String> serverArguments(Options options) {
        List<String> arguments = new ArrayList<>(TransferTrouble.calm(options));
        arguments.addAll(
                switch (this) {
                    case TAIL ->
                        List.of(
                                "-t",
                                String.valueOf(options.number("late") / PERCENT),
                                "-T",
                                String.valueOf(options.number("late-by")));
                    case DEAD_SMALL, DEAD_LARGE, DEAD_LARGE_UP ->
                        List.of("-d", String.valueOf(options.number("dead", 2)));
                    case LIMIT -> List.of("-n", String.valueOf(options.number("limit")));
                });
        return arguments;
    }

    int objects(Options options) {
        return options.number(isLarge() ? "large" : "objects");
    }

    int size(Options options) {
        return options.number(isLarge() ? "large-size" : "size");
    }

    Direction direction() {
        return this == DEAD_LARGE_UP ? Direction.UP : Direction.DOWN;
    }

    private boolean isLarge() {
        return this == DEAD_LARGE || this == DEAD_LARGE_UP;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
