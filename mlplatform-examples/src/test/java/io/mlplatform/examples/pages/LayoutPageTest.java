package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Zone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutPageTest {

    @TempDir
    Path folder;

    @Test
    void describesAndOpens() {
        PlatformLayout layout = PlatformLayout.buckets("acme", "prod")
                .withTeam("growth", "risk")
                .inRegion("eu-central-1")
                .ownedBy("123456789012");
        System.out.println(layout.describe());
        assertThat(Pages.read(Pages.ROOT.resolve("docs/layout.md"))).contains(layout.describe());

        layout = layout.with(
                Zone.MODELS,
                layout.zone(Zone.MODELS)
                        .withClassification(
                                Classification.CONFIDENTIAL,
                                "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                        .withRetention(Retention.defaults().withTemporary(Duration.ofDays(14))));
        assertThat(layout.zone(Zone.MODELS).classification()).isEqualTo(Classification.CONFIDENTIAL);

        layout = PlatformLayout.foldersOfOne().withTeam("growth");
        String location = folder.toUri().toString();
        MlPlatform ml = MlPlatform.builder().location(location).layout(layout).open();
        PlatformLayout stored = ml.layout();
        assertThat(stored.teams()).containsExactly("growth");
        ml.close();
    }
}
