package io.mlplatform.testkit.models;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves {@code production} between its own versions, beside others who do the same, each move until it is acknowledged;
 * also a program that does so.
 */
final class Promoter {

    static final String MODEL = "growth/churn";

    private static final int MOST_ATTEMPTS = 10_000;

    private Promoter() {}

    /** What a promoter does after a move that was acknowledged, such as to wait. */
    @FunctionalInterface
    interface Pause {
        void after(List<String> acknowledged) throws Exception;
    }

    /** The reasons of the acknowledged moves, in order: {@code <name>-<k> of <version>}. */
    static List<String> promote(MlPlatform platform, String name, List<Long> versions, int times, Pause pause)
            throws Exception {
        List<ModelVersion> own = versions.stream()
                .map(version -> platform.models().get(MODEL + "@" + version))
                .toList();
        List<String> acknowledged = new ArrayList<>();
        int conflicts = 0;
        while (acknowledged.size() < times) {
            int move = acknowledged.size();
            ModelVersion version = own.get(move % own.size());
            String reason = name + "-" + move + " of " + version.version();
            try {
                platform.models()
                        .assign(version, "production", Approval.by(name).because(reason));
                acknowledged.add(reason);
                pause.after(acknowledged);
            } catch (ConflictException e) {
                if (++conflicts == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
        return acknowledged;
    }

    /**
     * Arguments: location, name, times, own versions. Says {@code ready}, makes its first move at the first byte on standard
     * input, prints it when it is acknowledged, and goes on at the second byte; then prints the others.
     */
    public static void main(String... arguments) throws Exception {
        List<Long> versions = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            versions.add(Long.parseLong(arguments[i]));
        }
        try (MlPlatform platform = MlPlatform.open(arguments[0])) {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                promote(platform, arguments[1], versions, Integer.parseInt(arguments[2]), Promoter::pauseAfterTheFirst)
                        .stream()
                        .skip(1)
                        .forEach(System.out::println);
            }
        }
    }

    private static void pauseAfterTheFirst(List<String> acknowledged) throws IOException {
        if (acknowledged.size() == 1) {
            System.out.println(acknowledged.get(0));
            if (System.in.read() < 0) {
                throw new IOException("nobody waits for the other moves");
            }
        }
    }

    /** Starts the program in a JVM of its own. */
    static Process start(Path lake, String name, int times, long... versions) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Promoter.class.getName(),
                lake.toUri().toString(),
                name,
                Integer.toString(times)));
        for (long version : versions) {
            command.add(Long.toString(version));
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
