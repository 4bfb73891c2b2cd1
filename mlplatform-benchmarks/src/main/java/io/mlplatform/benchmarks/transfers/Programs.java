package io.mlplatform.benchmarks.transfers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs of this machine. */
final class Programs {

    private static final String CLIENT_CORE = "0";
    private static final String SERVER_CORE = "1";

    private Programs() {}

    /** Where a program is on the PATH. */
    static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What goes before a client's command to keep it on a core of its own; nothing where that cannot be. */
    static List<String> onClientCore() {
        return pinned(CLIENT_CORE);
    }

    /** The same for a server's command. */
    static List<String> onServerCore() {
        return pinned(SERVER_CORE);
    }

    static boolean canPin() {
        return find("taskset").isPresent() && Runtime.getRuntime().availableProcessors() > 1;
    }

    /** Does this when the process ends, however that comes. */
    static void atExit(Runnable work) {
        Runtime.getRuntime().addShutdownHook(new Thread(work));
    }

    private static List<String> pinned(String core) {
        return canPin() ? List.of("taskset", "-c", core) : List.of();
    }
}
