package io.mlplatform.examples.penguins;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.ProgressListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main example: penguin tables are published with a mistake and then corrected; a classifier is trained on each
 * version, and the better one goes into production. Needs no network unless the store does. {@code --help} tells the
 * options.
 */
public final class Penguins {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Penguins() {}

    /** Runs the study and prints as it goes. Ends the process with 2 if the arguments cannot be followed, with 1
     * and a message that says what to do if the store cannot be used. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(PenguinOptions.HELP);
            return;
        }
        PenguinOptions options;
        String store;
        try {
            options = PenguinOptions.parse(List.of(arguments));
            store = store(options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + PenguinOptions.HELP);
            System.exit(MISUSED);
            return;
        }
        try {
            watched(store, options.team());
        } catch (MlPlatformException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void watched(String store, String team) throws IOException {
        if (System.console() == null) {
            study(store, team, ProgressListener.SILENT, System.out);
        } else {
            try (ConsoleProgress bars = new ConsoleProgress()) {
                study(store, team, bars, System.out);
            }
        }
    }

    private static String store(PenguinOptions options) throws IOException {
        return options.store().isPresent()
                ? options.store().get()
                : ExampleLake.near(Path.of("")).startAnew();
    }

    /** Opens the store, runs the study in it, and leaves nothing behind but what the store holds. */
    static Findings study(String store, String team, ProgressListener listener, PrintStream out) throws IOException {
        Path work = Files.createTempDirectory("penguins");
        out.println("A study of penguins, kept in " + store);
        try (MlPlatform ml =
                MlPlatform.builder().location(store).progress(listener).open()) {
            return new PenguinStudy(ml, team, work, out).run();
        } finally {
            new FileTree(work).delete();
        }
    }
}
