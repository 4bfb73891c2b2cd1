package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.layout.PlatformLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of CloudFormation's limits as teams come. */
class CloudFormationSizeTest {

    private static final int FIFTY = 50;
    private static final int TOO_MANY = 61;

    @Test
    void fiftyTeamsStillFitIntoOneTemplate() {
        CloudFormationTemplate template = ExportedLayouts.export(ExportedLayouts.full(ExportedLayouts.teams(FIFTY)))
                .template();

        System.out.println(template);
        assertThat(template.resources()).isLessThanOrEqualTo(500);
        assertThat(template.bytes()).isLessThanOrEqualTo(1_000_000);
        assertThat(template.fitsInRequest()).isFalse();
        assertThat(ResourceSchemas.problems(ExportedLayouts.json(template))).isEmpty();
    }

    @Test
    void sixtyTeamsAreAsManyAsFit() {
        CloudFormationTemplate template = ExportedLayouts.export(
                        ExportedLayouts.full(ExportedLayouts.teams(TOO_MANY - 1)))
                .template();

        assertThat(template.resources()).isEqualTo(500);
    }

    @Test
    void whatNoTemplateHoldsIsRefusedAndSaysToSplit() {
        CloudFormationExport export = ExportedLayouts.export(ExportedLayouts.full(ExportedLayouts.teams(TOO_MANY)));

        assertThatThrownBy(export::template)
                .isInstanceOf(TemplateTooLargeException.class)
                .hasMessageContaining("stack mlplatform-acme-prod")
                .hasMessageContaining("may have 500")
                .hasMessageContaining("CloudFormationExport.templates()");
        assertThat(export.templates()).hasSize(1 + TOO_MANY);
    }

    @Test
    void theTemplateOfATeamIsSentInTheRequestItself() {
        List<CloudFormationTemplate> templates = ExportedLayouts.export(
                        ExportedLayouts.full(ExportedLayouts.teams(FIFTY)))
                .templates();

        System.out.println(templates.get(0) + "; " + templates.get(1));
        assertThat(templates.subList(1, templates.size()))
                .hasSize(FIFTY)
                .allMatch(CloudFormationTemplate::fitsInRequest);
    }

    @Test
    void aTeamThatComesMovesNothingBetweenStacks() {
        PlatformLayout before = ExportedLayouts.full("growth", "risk");

        List<CloudFormationTemplate> two = ExportedLayouts.export(before).templates();
        List<CloudFormationTemplate> three =
                ExportedLayouts.export(before.withTeam("ads")).templates();

        assertThat(three).containsAll(two);
        assertThat(three)
                .extracting(CloudFormationTemplate::stack)
                .containsExactly(
                        "mlplatform-acme-prod",
                        "mlplatform-acme-prod-team-ads",
                        "mlplatform-acme-prod-team-growth",
                        "mlplatform-acme-prod-team-risk");
    }
}
