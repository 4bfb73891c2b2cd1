package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand small random cases: the engine's answer must be the brute force's, value by value. */
class PointInTimeJoinOracleTest {

    private static final int WORLDS = 25;
    private static final int CASES_A_WORLD = 400;
    private static final int LEAST_CASES_A_RULE = 500;

    @TempDir
    private Path folder;

    @Test
    void theEngineAnswersAsTheBruteForceDoesWhateverRuleACaseTurnsOn() {
        Map<OracleRule, Integer> cases = new EnumMap<>(OracleRule.class);
        for (int seed = 0; seed < WORLDS; seed++) {
            try (JoinWorld world = new JoinWorld(seed, CASES_A_WORLD, folder)) {
                compare(world, seed);
                for (OracleRule rule : OracleRule.values()) {
                    cases.merge(rule, world.casesThatTurnOn(rule), Integer::sum);
                }
            }
        }

        assertThat(cases).hasSameSizeAs(OracleRule.values()).allSatisfy((rule, count) -> assertThat(count)
                .as("cases that turn on %s", rule)
                .isGreaterThanOrEqualTo(LEAST_CASES_A_RULE));
    }

    @Test
    @Tag("soak")
    void theEngineAnswersAsTheBruteForceDoesForManySeeds() {
        for (int seed = 1_000; seed < 2_000; seed++) {
            try (JoinWorld world = new JoinWorld(seed, CASES_A_WORLD, folder)) {
                compare(world, seed);
            }
        }
    }

    private static void compare(JoinWorld world, int seed) {
        List<Map<String, Object>> expected = world.expected();
        List<Map<String, Object>> joined = world.joined(JoinRule::sql);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(joined.get(i)).as("seed %d, row %d, %s", seed, i, world).isEqualTo(expected.get(i));
        }
        assertThat(joined).hasSameSizeAs(expected);
    }
}
