package io.mlplatform.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleLakeTest {

    @TempDir
    Path checkout;

    private Path module;

    @BeforeEach
    void makeACheckout() throws IOException {
        module = Files.createDirectories(checkout.resolve("mlplatform-examples"));
        Files.writeString(module.resolve("pom.xml"), "<project/>");
    }

    @Test
    void theLakeIsTheSameFromTheCheckoutAndFromTheModule() {
        assertThat(ExampleLake.near(checkout, "penguins")).isEqualTo(ExampleLake.near(module, "penguins"));
        assertThat(ExampleLake.near(checkout, "penguins").folder()).isEqualTo(module.resolve("target/lake/penguins"));
    }

    @Test
    void elsewhereThereIsNoLake() throws IOException {
        Path elsewhere = Files.createDirectories(checkout.resolve("elsewhere"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleLake.near(elsewhere, "penguins"))
                .withMessageContaining("--store");
    }

    @Test
    void startingAnewDeletesTheLakeAndNothingBesideIt() throws IOException {
        Path inside = Files.createDirectories(module.resolve("target/lake/penguins/datasets"))
                .resolve("old.json");
        Path beside = Files.createDirectories(module.resolve("target/classes")).resolve("kept.txt");
        Files.writeString(inside, "old");
        Files.writeString(beside, "kept");

        ExampleLake.near(checkout, "penguins").startAnew();

        assertThat(module.resolve("target/lake/penguins")).doesNotExist();
        assertThat(beside).exists();
    }

    @Test
    void startingAnewDoesNotFollowALink() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(checkout.resolve("elsewhere")).resolve("precious.txt"), "kept");
        Path lake = Files.createDirectories(module.resolve("target/lake/penguins"));
        Files.createSymbolicLink(lake.resolve("link"), precious.getParent());

        ExampleLake.near(checkout, "penguins").startAnew();

        assertThat(lake).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void theFirstRunFindsNothingToDelete() throws IOException {
        assertThat(ExampleLake.near(checkout, "penguins").startAnew())
                .startsWith("file:/")
                .endsWith("/mlplatform-examples/target/lake/penguins");
    }
}
