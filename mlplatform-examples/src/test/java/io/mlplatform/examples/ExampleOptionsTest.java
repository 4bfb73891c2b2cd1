package io.mlplatform.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExampleOptionsTest {

    @Test
    void withoutArgumentsTheStoreIsLeftOpen() {
        assertThat(ExampleOptions.parse(List.of(), "research"))
                .isEqualTo(new ExampleOptions(Optional.empty(), "research"));
    }

    @Test
    void storeAndTeamCanBeNamedInAnyOrder() {
        ExampleOptions named = new ExampleOptions(Optional.of("s3://acme"), "polar");

        assertThat(ExampleOptions.parse(List.of("--store", "s3://acme", "--team", "polar"), "research"))
                .isEqualTo(named);
        assertThat(ExampleOptions.parse(List.of("--team", "polar", "--store", "s3://acme"), "research"))
                .isEqualTo(named);
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.parse(List.of("--stor", "mem:"), "research"))
                .withMessageContaining("--stor");
    }

    @Test
    void anOptionWithoutItsValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleOptions.parse(List.of("--team"), "research"))
                .withMessageContaining("--team needs a value");
    }

    @Test
    void theHelpTellsEveryOption() {
        assertThat(ExampleOptions.HELP).contains("--store", "--team", "--help");
    }
}
