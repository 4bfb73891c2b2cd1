package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine without one of its rules is told from the brute force: the random cases would notice its loss. */
class RuleTakenOutTest {

    private static final int WORLDS = 16;
    private static final int CASES_A_WORLD = 40;
    private static final String SPINE = "FROM (SELECT *, rowid FROM spine %s) AS spine";

    @TempDir
    private static Path folder;

    private static List<JoinWorld> worlds;
    private static List<List<Map<String, Object>>> expected;

    /** What the engine does where a rule is lost. */
    private record Loss(String name, JoinRule rule, String sql) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Loss> LOSSES = List.of(
            new Loss("times in another zone", JoinRule.UTC, "SET TimeZone = 'America/New_York'"),
            new Loss(
                    "equal spine rows made one",
                    JoinRule.EACH_SPINE_ROW,
                    SPINE.formatted(
                            "QUALIFY row_number() OVER (PARTITION BY \"case\", customer, country, place, t) = 1")),
            new Loss(
                    "spine rows without key or time dropped",
                    JoinRule.EACH_SPINE_ROW,
                    SPINE.formatted("WHERE customer IS NOT NULL AND t IS NOT NULL")),
            new Loss("a null time is any time", JoinRule.NO_TIME, "{time}"),
            new Loss("spine rows without match dropped", JoinRule.NO_SPINE_ROW_LOST, "ASOF JOIN"),
            new Loss("another order", JoinRule.SPINE_ORDER, "ORDER BY point DESC"),
            new Loss(
                    "one key is enough",
                    JoinRule.SAME_KEYS,
                    "CASE WHEN {i} > 0 THEN '' ELSE CAST(point.k{i} AS VARCHAR) END"
                            + " = CASE WHEN {i} > 0 THEN '' ELSE CAST(history.k{i} AS VARCHAR) END"),
            new Loss("event time exclusive", JoinRule.NOT_AFTER, "point.t > history.seen_from"),
            new Loss(
                    "a look at the future",
                    JoinRule.NOT_AFTER,
                    "point.t + INTERVAL 1 MILLISECOND >= history.seen_from"),
            new Loss(
                    "event time in milliseconds",
                    JoinRule.NOT_AFTER,
                    "date_trunc('millisecond', point.t) >= history.seen_from"),
            new Loss("ties without created time", JoinRule.TIES, "written DESC, ordinal DESC"),
            new Loss("ties without write time", JoinRule.TIES, "created DESC, ordinal DESC"),
            new Loss("ties the other way down", JoinRule.TIES, "created DESC, written DESC, ordinal ASC"),
            new Loss("known by created time first", JoinRule.NEWEST_KNOWN_EVENT, "created DESC"),
            new Loss("known or not", JoinRule.KNOWN, "event_time"),
            new Loss(
                    "ranked, then asked whether known",
                    JoinRule.KNOWN_BEFORE_RANKING,
                    "min(place) OVER (PARTITION BY {keys}, event_time)"),
            new Loss("no cutoff", JoinRule.CUTOFF, "true"),
            new Loss("cutoff exclusive", JoinRule.CUTOFF, "{known} < {cutoff}"),
            new Loss("tombstones filtered before the match", JoinRule.TOMBSTONES_MATCH, "NOT deleted"),
            new Loss("missing not told", JoinRule.MISSING, ""),
            new Loss("tombstones give values", JoinRule.DELETED, ""),
            new Loss("no expiry", JoinRule.EXPIRED, ""),
            new Loss("TTL exclusive", JoinRule.EXPIRED, JoinRule.EXPIRED.sql().replace(">", ">=")),
            new Loss(
                    "TTL before the match",
                    JoinRule.EXPIRED,
                    JoinRule.EXPIRED.sql().replace("expired", "missing")),
            new Loss(
                    "age in milliseconds",
                    JoinRule.EXPIRED,
                    JoinRule.EXPIRED.sql().replace("epoch_us(t)", "1000 * epoch_ms(t)")),
            new Loss(
                    "no TTL taken for zero",
                    JoinRule.NO_TTL,
                    JoinRule.EXPIRED.sql().replace("{ttl}", "0")),
            new Loss("what does not hold gives values", JoinRule.ONLY_FOUND_GIVES_VALUES, "{value}"));

    @BeforeAll
    static void makeTheWorlds() {
        worlds = IntStream.range(0, WORLDS)
                .mapToObj(seed -> new JoinWorld(seed, CASES_A_WORLD, folder))
                .toList();
        expected = worlds.stream().map(JoinWorld::expected).toList();
    }

    @AfterAll
    static void closeThem() {
        worlds.forEach(JoinWorld::close);
    }

    static List<Loss> losses() {
        return LOSSES;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theLossOfARuleIsNoticed(Loss loss) {
        assertThat(IntStream.range(0, WORLDS)
                        .filter(world -> differs(world, loss))
                        .findFirst())
                .isPresent();
    }

    @Test
    void everyRuleIsLostInSomeWay() {
        Set<JoinRule> lost = EnumSet.noneOf(JoinRule.class);
        LOSSES.forEach(loss -> lost.add(loss.rule()));

        assertThat(lost).containsExactlyInAnyOrder(JoinRule.values());
    }

    @Test
    void withAllRulesNothingDiffers() {
        for (int world = 0; world < WORLDS; world++) {
            assertThat(worlds.get(world).joined(JoinRule::sql)).isEqualTo(expected.get(world));
        }
    }

    private static boolean differs(int world, Loss loss) {
        try {
            return !worlds.get(world)
                    .joined(rule -> rule == loss.rule() ? loss.sql() : rule.sql())
                    .equals(expected.get(world));
        } catch (IllegalStateException e) {
            assertThat(e).isNotInstanceOf(EngineFailure.class).hasMessageContaining("rows of the spine");
            return true;
        }
    }
}
