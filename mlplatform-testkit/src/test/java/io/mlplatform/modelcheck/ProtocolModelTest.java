package io.mlplatform.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol of the format, in every order of its steps within the bounds that docs/protocol-check.md states. */
class ProtocolModelTest {

    private static final int MOST_STATES = 8_000_000;
    private static final Map<String, Search.Result> SOUND = new HashMap<>();

    @Test
    void twoWritersAndTwoCollectionsBreakNothing() {
        assertThat(sound(Scenarios.base()).states()).isGreaterThanOrEqualTo(300_000);
    }

    @Test
    void twoWritersAndTwoCollectionsBreakNothingWhenAnswersAreLost() {
        assertThat(sound(Scenarios.lossyBase()).states()).isGreaterThanOrEqualTo(300_000);
    }

    @Test
    void twoWritersAndTwoCollectionsBreakNothingWhenDuplicatesComeLate() {
        assertThat(sound(Scenarios.lateBase()).states()).isGreaterThanOrEqualTo(300_000);
    }

    @Test
    void aPinOfAUserKeepsWhatAnotherRetires() {
        assertThat(sound(Scenarios.pins()).states()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void threeWritersAndThreeCollectionsBreakNothingAsFarAsWalksLead() {
        walk(20_000, 1);
    }

    @Test
    @Tag("soak")
    void threeWritersAndThreeCollectionsBreakNothingInMillionsOfWalks() {
        walk(2_000_000, 2);
    }

    /** But for those rules that nobody in the crowd depends on: it has no tokens, resolvers, successors, equal contents. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "SEGMENTS_SHARED_BETWEEN_TXNS",
                "EVICTION_WITHOUT_FLOOR",
                "RESOLVE_THAT_ONLY_LOOKS",
                "RESUMED_TXN_NOT_LOOKED_UP"
            })
    void walksNoticeTooWhereARuleIsTakenOut(SeededBug bug) {
        Walks.Result seeded = Walks.of(Scenarios.crowd().without(bug.rule()), bug.noticedBy(), 1, 50_000);
        System.out.println("Without: " + bug.rule().says() + "\n" + seeded);

        assertThat(seeded.violation()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(SeededBug.class)
    void aRuleTakenOutIsMissedAndWithAllRulesNothingBreaks(SeededBug bug) {
        sound(bug.sound());

        Search.Result seeded = Search.of(bug.seeded(), bug.noticedBy(), MOST_STATES);
        System.out.println("Without: " + bug.rule().says() + "\n" + seeded);

        assertThat(seeded.violation()).hasValueSatisfying(violation -> {
            assertThat(violation.invariant()).isEqualTo(bug.noticedBy());
            assertThat(violation.trace()).hasSize(bug.steps());
            assertThat(Replay.of(bug.seeded(), bug.noticedBy(), violation.trace()))
                    .contains(bug.noticedBy());
            assertThat(Replay.of(bug.sound(), bug.noticedBy(), violation.trace()))
                    .isEmpty();
        });
    }

    @Test
    void eachRuleIsTakenOutOnce() {
        EnumSet<Rule> rules = EnumSet.noneOf(Rule.class);
        for (SeededBug bug : SeededBug.values()) {
            rules.add(bug.rule());
        }
        assertThat(rules).isEqualTo(EnumSet.allOf(Rule.class));
        assertThat(SeededBug.values()).hasSameSizeAs(Rule.values());
    }

    private static void walk(int walks, long seed) {
        Walks.Result result = Walks.of(Scenarios.crowd(), seed, walks);
        System.out.println(result);
        assertThat(result.violation()).as(result.toString()).isEmpty();
        assertThat(result.walks()).isEqualTo(walks);
    }

    private static Search.Result sound(Model model) {
        Search.Result result = SOUND.computeIfAbsent(model.name(), name -> {
            Search.Result searched = Search.of(model, MOST_STATES);
            System.out.println(searched);
            return searched;
        });
        assertThat(result.violation()).as(result.toString()).isEmpty();
        assertThat(result.exhausted()).as(result.toString()).isTrue();
        return result;
    }
}
