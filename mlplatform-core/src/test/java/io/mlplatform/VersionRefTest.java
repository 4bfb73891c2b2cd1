package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.layout.Zone;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRefTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp://datasets/growth/churn@12",
                "mlp://models/growth/churn@production",
                "mlp://experiments/growth/anna/churn/run-1@latest",
                "mlp://datasets/growth/churn@2026-11-01T00:00:00Z",
                "mlp://datasets/growth/churn@12#0a1b",
            })
    void aFullReferencePrintsAsItParses(String text) {
        assertThat(VersionRef.parse(text)).hasToString(text);
    }

    @Test
    void aReferenceWithinAReferenceIsRefusedHoweverDeep() {
        for (int depth : new int[] {1, 2, 50_000}) {
            String nested = "mlp://datasets/".repeat(depth) + "mlp://datasets/growth/churn@1";

            assertThatThrownBy(() -> VersionRef.parse(nested)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00+18:00", "9999-12-31T23:59-18:00"})
    void aTimeThatWouldNotParseAsItPrintsIsRefused(String time) {
        assertThatThrownBy(() -> VersionRef.parse("growth/churn@" + time, Zone.DATASETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9999");
    }

    @Test
    void aPinnedReferenceCountsVersionsFromOne() {
        assertThatThrownBy(() -> new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 0, Digest.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1");
    }

    @ParameterizedTest
    @CsvSource({
        "growth/churn@12, mlp://datasets/growth/churn@12",
        "growth/churn, mlp://datasets/growth/churn@latest",
        "growth/churn#0a1b, mlp://datasets/growth/churn@latest#0a1b",
        "growth/churn@staging, mlp://datasets/growth/churn@staging",
        "growth/churn@2026-11-01T02:00+02:00, mlp://datasets/growth/churn@2026-11-01T00:00:00Z",
        "mlp://datasets/growth/churn@7, mlp://datasets/growth/churn@7"
    })
    void aShortOneIsOfTheZoneAsked(String text, String full) {
        assertThat(VersionRef.parse(text, Zone.DATASETS)).hasToString(full);
    }

    @Test
    void aSelectorIsANumberATimeLatestOrAnAlias() {
        assertThat(VersionSelector.parse("12")).isEqualTo(new VersionSelector.Number(12));
        assertThat(VersionSelector.parse("latest")).isEqualTo(new VersionSelector.Latest());
        assertThat(VersionSelector.parse("2026-11-01T00:00Z"))
                .isEqualTo(new VersionSelector.AsOf(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(VersionSelector.parse("staging")).isEqualTo(new VersionSelector.Alias(AliasName.of("staging")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "growth/churn@0 | versions count from 1",
                "growth/churn@-1 | not an alias",
                "growth/churn@12345678901 | not an alias",
                "growth/churn@ | not a reference",
                "growth/churn@1@2 | not an alias",
                "growth/churn@1#XYZ1 | not a reference",
                "growth/churn@1#abc | not a reference",
                "growth/churn@v12 | reserved",
                "growth/churn@2026-11-01 | with its offset",
                "growth/churn@2026-13-01T00:00Z | with its offset",
                "@12 | not a reference",
                "'' | not a reference",
                "churn@12 | not an entity name",
                "mlp://models/growth/churn@1 | ask the models API",
                "mlp://lakes/growth/churn@1 | no such zone",
                "mlp://datasets | not a reference",
                "s3://bucket/key | not an entity name",
            })
    void aRefusalSaysWhatToWrite(String text, String words) {
        assertThatThrownBy(() -> VersionRef.parse(text, Zone.DATASETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aPinnedReferenceShowsTwelveDigitsAndResolvesByAll() {
        Digest digest = Digest.of("x");
        PinnedRef pinned = new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 12, digest);

        assertThat(pinned.uri()).isEqualTo("mlp://datasets/growth/churn@12");
        assertThat(pinned)
                .hasToString("mlp://datasets/growth/churn@12#" + digest.hex().substring(0, 12));
        assertThat(VersionRef.parse(pinned.toString()).selector()).isEqualTo(new VersionSelector.Number(12));
        assertThat(pinned.toVersionRef().digestPrefix()).hasValue(digest.hex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0A1B", "g"})
    void aDigestIsSixtyFourLowerCaseHexDigits(String hex) {
        assertThatThrownBy(() -> new Digest(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 lowercase hex digits");
        assertThatThrownBy(() -> new Digest(Digest.of("x").hex().toUpperCase()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
