package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.provision.CloudFormationExport;
import io.mlplatform.s3.provision.CloudFormationTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudFormationPageTest {

    @TempDir
    Path folder;

    @Test
    void writesTemplates() throws IOException {
        PlatformLayout layout = PlatformLayout.buckets("acme", "prod")
                .withTeam("growth", "risk")
                .inRegion("eu-central-1")
                .ownedBy("123456789012");
        layout = layout.with(Zone.MODELS, layout.zone(Zone.MODELS).withKmsKey("alias/acme-models"));

        CloudFormationExport export = CloudFormationExport.of(layout, "s3://acme-prod-datasets")
                .trusting("arn:aws:iam::123456789012:role/people")
                .withRoles(Role.automation("growth", "nightly"));
        Files.writeString(folder.resolve("platform.json"), export.template().json()); // all in one
        for (CloudFormationTemplate template : export.templates()) { // or one for the platform, and one a team
            Files.writeString(folder.resolve(template.stack() + ".json"), template.json());
            System.out.println(template); // how many resources, how large
        }

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "platform.json",
                        "mlplatform-acme-prod.json",
                        "mlplatform-acme-prod-team-growth.json",
                        "mlplatform-acme-prod-team-risk.json");
        assertThat(folder.resolve("platform.json")).content().contains("acme-prod-automation-growth.nightly");
    }
}
