package io.mlplatform.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was found once is read again at every build, and a few thousand changed seeds with it. */
class CorpusTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);
    private static final int SCRIPTS = 1_000;
    private static final int LONGEST = 64;

    static List<String> targets() {
        return FuzzTargets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyValidDocumentIsTaken(String name) {
        FuzzTarget target = FuzzTargets.named(name);

        assertThat(target.seeds()).isNotEmpty().allSatisfy(target::read);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyFindingIsRefusedAsItShould(String name) throws IOException {
        Exam exam = new Exam(FuzzTargets.named(name), Optional.empty());

        for (Path finding : findings(name)) {
            byte[] document = Files.readAllBytes(finding);
            Assertions.assertTimeoutPreemptively(NO_HANG, () -> exam.read(document), finding.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void changedDocumentsAreTakenOrRefusedAsTheyShould(String name) {
        Exam exam = new Exam(FuzzTargets.named(name), Optional.of(Path.of("target", "findings", name)));
        Random random = new Random(name.hashCode());

        for (int i = 0; i < SCRIPTS; i++) {
            byte[] script = new byte[2 + random.nextInt(LONGEST)];
            random.nextBytes(script);
            script[0] = Exam.SCRIPT;
            exam.run(script);
        }
        System.out.println(name + ": " + exam);
    }

    private static List<Path> findings(String name) throws IOException {
        Path folder = Path.of("src", "test", "resources", "findings", name.substring(name.lastIndexOf('.') + 1));
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
