package io.mlplatform.examples;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.ProgressListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A study that is started from the command line, and leaves nothing behind but what its store holds.
 *
 * @param name of its folders, the one below {@code target} among them
 * @param about what it does, for {@code --help}
 * @param team whose entities it makes where none is named
 */
public record Example<R>(String name, String about, String team, Study<R> study) {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** What an example does with an open platform. */
    public interface Study<R> {

        /** @param work an empty folder for the files that are written and fetched on the way */
        R run(MlPlatform ml, String team, Path work, PrintStream out);
    }

    /** Runs it and prints as it goes. Ends the process with 2 if the arguments cannot be followed, with 1 and a message
     * that says what to do if the store cannot be used. */
    public void main(String... arguments) throws IOException {
        String help = about + "\n\n" + ExampleOptions.HELP;
        if (List.of(arguments).contains("--help")) {
            System.out.println(help);
            return;
        }
        ExampleOptions options;
        String store;
        try {
            options = ExampleOptions.parse(List.of(arguments), team);
            store = store(options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + help);
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

    /** Opens the store and runs the study in it. */
    public R run(String store, String forTeam, ProgressListener listener, PrintStream out) throws IOException {
        Path work = Files.createTempDirectory(name);
        out.println("A study of " + name + ", kept in " + store);
        try (MlPlatform ml =
                MlPlatform.builder().location(store).progress(listener).open()) {
            return study.run(ml, forTeam, work, out);
        } finally {
            new FileTree(work).delete();
        }
    }

    private void watched(String store, String forTeam) throws IOException {
        if (System.console() == null) {
            run(store, forTeam, ProgressListener.SILENT, System.out);
        } else {
            try (ConsoleProgress bars = new ConsoleProgress()) {
                run(store, forTeam, bars, System.out);
            }
        }
    }

    private String store(ExampleOptions options) throws IOException {
        return options.store().isPresent()
                ? options.store().get()
                : ExampleLake.near(Path.of(""), name).startAnew();
    }
}
