package io.mlplatform.testkit.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.testkit.Rule;
import io.mlplatform.testkit.RuleBrokenError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenTwinTest {

    private static final int TESTS = Rule.values().length;

    @Test
    void everyRuleHasATwin() {
        assertThat(Arrays.stream(BrokenTwin.values()).map(BrokenTwin::rule)).containsExactlyInAnyOrder(Rule.values());
    }

    @ParameterizedTest
    @EnumSource
    void theContractFindsTheRuleThatATwinBreaks(BrokenTwin twin) {
        ContractRun.Result result = new ContractRun(Optional.of(twin), Set.of()).execute();
        Set<Rule> found = result.failures().stream()
                .map(failure -> ((RuleBrokenError) failure).rule())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
        assertThat(result.tests()).isEqualTo(TESTS);
        assertThat(found).isEqualTo(twin.brokenRules());
    }

    @Test
    void anUnbrokenStoreKeepsEveryRule() {
        assertThat(new ContractRun(Optional.empty(), Set.of()).execute())
                .isEqualTo(new ContractRun.Result(TESTS, List.of()));
    }

    @Test
    void aBrokenRuleThatIsDeclaredIsNoFailure() {
        BrokenTwin twin = BrokenTwin.IGNORES_IF_ABSENT_OF_LARGE;
        assertThat(new ContractRun(Optional.of(twin), twin.brokenRules())
                        .execute()
                        .failures())
                .isEmpty();
    }

    @Test
    void aRuleThatHoldsAlthoughDeclaredBrokenIsAFailure() {
        ContractRun.Result result = new ContractRun(Optional.empty(), EnumSet.allOf(Rule.class)).execute();
        assertThat(result.failures()).hasSize(TESTS).allSatisfy(failure -> assertThat(failure)
                .hasMessageContaining("take it off brokenRules()"));
    }
}
