package io.mlplatform.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformLayoutTest {

    @Test
    void zonesAreFoldersOfTheirOwnNameUnlessSaidOtherwise() {
        PlatformLayout layout = PlatformLayout.foldersOfOne().with(Zone.MODELS, "s3://models/prod");

        assertThat(layout.root(Zone.DATASETS)).isEqualTo("datasets");
        assertThat(layout.root(Zone.MODELS)).isEqualTo("s3://models/prod");
        assertThat(layout.roots()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/datasets", "datasets/", "a/../b", ".."})
    void aFolderIsRelativeAndStaysBelow(String root) {
        assertThatThrownBy(() -> new PlatformLayout(Map.of(Zone.DATASETS, root)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zone datasets")
                .hasMessageContaining("name a folder such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "models/formal", "features"})
    void twoZonesNeverShareARoot(String root) {
        assertThatThrownBy(() -> PlatformLayout.foldersOfOne().with(Zone.DATASETS, root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("datasets")
                .hasMessageContaining(root)
                .hasMessageContaining("give each zone");
    }

    @Test
    void aZoneIsReadByItsWord() {
        assertThat(Zone.of("datasets")).isEqualTo(Zone.DATASETS);
        assertThatThrownBy(() -> Zone.of("Datasets"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Datasets'")
                .hasMessageContaining("use experiments, features, datasets, pipelines or models");
    }
}
