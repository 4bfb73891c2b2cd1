package io.mlplatform.fuzz;

import java.nio.file.Path;
import java.util.Optional;

/** What Jazzer calls: it hands each input to the target that the system property {@code fuzz.target} names. */
public final class FuzzEntry {

    private static final Exam EXAM = new Exam(
            FuzzTargets.named(System.getProperty("fuzz.target")),
            Optional.of(Path.of(System.getProperty("fuzz.findings"))));

    private FuzzEntry() {}

    /** Reads the valid documents, so that no input is measured while classes are loaded and instrumented. */
    public static void fuzzerInitialize() {
        EXAM.readSeeds();
    }

    public static void fuzzerTestOneInput(byte[] data) {
        EXAM.run(data);
    }

    public static void fuzzerTearDown() {
        System.err.println("exam: " + EXAM);
    }
}
