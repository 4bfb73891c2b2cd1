package io.mlplatform.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes each parser by coverage: {@code fuzz.seconds} each, ten minutes unless said otherwise. Nothing may come out but
 * the refusals that callers are told of: no other exception, no hang, no heap that is not enough.
 */
@Tag("soak")
@Execution(ExecutionMode.CONCURRENT)
class ParserFuzzTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 600));

    static List<String> targets() {
        return FuzzTargets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void onlyTypedRefusalsComeOutOf(String target) throws IOException, InterruptedException {
        FuzzedProcess process = new FuzzedProcess(target, TIME);

        FuzzReport report = process.run();

        System.out.println(report);
        assertThat(report.exit())
                .as("%s%n%s%nkept in %s", report, report.failure(), process.findings())
                .isZero();
        assertThat(report.taken()).as("documents read to their end: %s", report).isPositive();
        assertThat(report.coverage())
                .as("%s", report)
                .isGreaterThanOrEqualTo(report.seedCoverage())
                .isPositive();
    }
}
