package io.mlplatform.examples.penguins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PenguinOptionsTest {

    @Test
    void withoutArgumentsTheStoreIsLeftOpen() {
        assertThat(PenguinOptions.parse(List.of())).isEqualTo(new PenguinOptions(Optional.empty(), "research"));
    }

    @Test
    void storeAndTeamCanBeNamedInAnyOrder() {
        PenguinOptions named = new PenguinOptions(Optional.of("s3://acme"), "polar");

        assertThat(PenguinOptions.parse(List.of("--store", "s3://acme", "--team", "polar")))
                .isEqualTo(named);
        assertThat(PenguinOptions.parse(List.of("--team", "polar", "--store", "s3://acme")))
                .isEqualTo(named);
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PenguinOptions.parse(List.of("--stor", "mem:")))
                .withMessageContaining("--stor");
    }

    @Test
    void anOptionWithoutItsValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PenguinOptions.parse(List.of("--team")))
                .withMessageContaining("--team needs a value");
    }

    @Test
    void theHelpTellsEveryOption() {
        assertThat(PenguinOptions.HELP).contains("--store", "--team", "--help");
    }
}
