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

    /** The reasons of the acknowledged moves, in order: {@code <name>-<k> of <version>}. */
    static List<String> promote(MlPlatform platform, String name, List<Long> versions, int times) {
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
            } catch (ConflictException e) {
                if (++conflicts == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
        return acknowledged;
    }

    /**
     * Arguments: location, name, times, own versions. Says {@code ready}, begins at the first byte on standard input, then
     * prints what was acknowledged.
     */
    public static void main(String... arguments) throws IOException {
        List<Long> versions = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            versions.add(Long.parseLong(arguments[i]));
        }
        try (MlPlatform platform = MlPlatform.open(arguments[0])) {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                promote(platform, arguments[1], versions, Integer.parseInt(arguments[2]))
                        .forEach(System.out::println);
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
