package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.access.AccessPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CloudFormationExportTest {

    private static final String MODELS = "BucketAcmeProdModels";

    private final PlatformLayout layout = ExportedLayouts.full("growth", "risk");
    private final CloudFormationTemplate template =
            ExportedLayouts.export(layout).template();

    @Test
    void theSameLayoutGivesTheSameText() {
        PlatformLayout again = ExportedLayouts.full("risk", "growth");

        assertThat(ExportedLayouts.export(again).template()).isEqualTo(template);
        assertThat(template.json()).doesNotContain("\t").endsWith("}\n");
        assertThat(template.json().lines().mapToInt(String::length).max().orElseThrow())
                .isLessThan(200);
    }

    @Test
    void eachBucketOfTheLayoutHasItsPolicyAndStaysWithIt() {
        JsonNode resources = ExportedLayouts.json(template).path("Resources");

        assertThat(namesOf(resources, "AWS::S3::Bucket", "BucketName"))
                .containsExactly(
                        "acme-prod-datasets",
                        "acme-prod-experiments-growth",
                        "acme-prod-experiments-risk",
                        "acme-prod-features",
                        "acme-prod-models",
                        "acme-prod-pipelines");
        resources.fields().forEachRemaining(resource -> {
            String type = resource.getValue().path("Type").asText();
            boolean stays = type.startsWith("AWS::S3::") || type.startsWith("AWS::KMS::");
            assertThat(resource.getValue().path("DeletionPolicy").asText("Delete"))
                    .as(resource.getKey())
                    .isEqualTo(stays ? "Retain" : "Delete");
            assertThat(resource.getValue().path("UpdateReplacePolicy").asText("Delete"))
                    .isEqualTo(stays ? "Retain" : "Delete");
            if (type.equals("AWS::S3::Bucket")) {
                assertThat(resources
                                .at("/PolicyOf" + resource.getKey() + "/Properties/Bucket/Ref")
                                .asText())
                        .isEqualTo(resource.getKey());
            }
        });
    }

    @Test
    void everyBucketIsClosedToThePublicAndOwnsItsObjects() {
        JsonNode resources = ExportedLayouts.json(template).path("Resources");

        List<JsonNode> buckets = new ArrayList<>();
        resources.forEach(resource -> {
            if (resource.path("Type").asText().equals("AWS::S3::Bucket")) {
                buckets.add(resource.path("Properties"));
            }
        });
        assertThat(buckets).hasSize(6).allSatisfy(bucket -> {
            assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::booleanValue);
            assertThat(bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
                    .isEqualTo("BucketOwnerEnforced");
            assertThat(bucket.at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                            .booleanValue())
                    .isTrue();
            assertThat(bucket.at("/LoggingConfiguration/DestinationBucketName").asText())
                    .isEqualTo("acme-logs");
            assertThat(bucket.at("/LoggingConfiguration/LogFilePrefix").asText())
                    .isEqualTo("s3/" + bucket.path("BucketName").asText() + "/");
        });
    }

    @Test
    void versionsLocksAndTermsAreTheZones() {
        assertThat(at("BucketAcmeProdDatasets", "/ObjectLockConfiguration/Rule/DefaultRetention/Days")
                        .intValue())
                .isEqualTo(90);
        assertThat(at("BucketAcmeProdDatasets", "/VersioningConfiguration/Status")
                        .asText())
                .isEqualTo("Enabled");
        assertThat(at(MODELS, "/VersioningConfiguration").isMissingNode()).isTrue();
        assertThat(at(MODELS, "/ObjectLockEnabled").isMissingNode()).isTrue();

        JsonNode rules = at("BucketAcmeProdExperimentsGrowth", "/LifecycleConfiguration/Rules");
        assertThat(rules.findValuesAsText("Id"))
                .containsExactly("mlplatform-experiments-growth", "mlplatform-experiments-growth-temporary");
        assertThat(rules.at("/1/TagFilters/0/Key").asText()).isEqualTo("mlplatform-retention");
        assertThat(rules.at("/1/ExpirationInDays").intValue()).isEqualTo(14);
    }

    @Test
    void currentObjectsGoOnlyWhereTheyAreTaggedAsTemporary() {
        List<JsonNode> expiring = new ArrayList<>();
        ExportedLayouts.json(template)
                .findValues("Rules")
                .forEach(rules -> rules.forEach(rule -> {
                    if (rule.has("ExpirationInDays")) {
                        expiring.add(rule);
                    }
                }));

        assertThat(expiring).hasSize(2).allMatch(rule -> rule.path("TagFilters").size() == 1);
    }

    @Test
    void aKeyNamedByAliasIsMadeAndPoliciesTakeItsArn() {
        assertThat(template.json()).doesNotContain("arn:aws:kms:::").doesNotContain("\"alias/acme-models\", \"arn");
        assertThat(ExportedLayouts.properties(template, "KeyAcmeModels")
                        .path("EnableKeyRotation")
                        .booleanValue())
                .isTrue();
        assertThat(at(MODELS, "/BucketEncryption/ServerSideEncryptionConfiguration/0")
                        .toString())
                .contains("{\"Fn::GetAtt\":[\"KeyAcmeModels\",\"Arn\"]}")
                .contains("\"BucketKeyEnabled\":true");
        assertThat(ExportedLayouts.properties(template, "PolicyOf" + MODELS).toString())
                .contains("{\"Fn::GetAtt\":[\"KeyAcmeModels\",\"Arn\"]}");
    }

    @Test
    void aKeyNamedByArnIsUsedAndNotMade() {
        assertThat(at("BucketAcmeProdDatasets", "/BucketEncryption/ServerSideEncryptionConfiguration/0")
                        .findValue("KMSMasterKeyID")
                        .asText())
                .isEqualTo(ExportedLayouts.KEY);
        assertThat(namesOf(ExportedLayouts.json(template).path("Resources"), "AWS::KMS::Alias", "AliasName"))
                .containsExactly(ExportedLayouts.ALIAS);
    }

    @Test
    void aKeyOfAwsItselfIsRefused() {
        PlatformLayout aws = layout.with(Zone.MODELS, layout.zone(Zone.MODELS).withKmsKey("alias/aws/s3"));

        assertThatThrownBy(() -> ExportedLayouts.export(aws).template())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alias/acme-models");
    }

    @Test
    void stacksOfTeamsImportTheKeysThatTheFirstExports() {
        List<CloudFormationTemplate> templates = ExportedLayouts.export(layout).templates();

        JsonNode output = ExportedLayouts.json(templates.get(0)).at("/Outputs/KeyAcmeModelsArn");
        assertThat(output.at("/Export/Name").asText()).isEqualTo("acme-prod-KeyAcmeModels");
        assertThat(templates.get(1).json())
                .contains("{\"Fn::ImportValue\": \"acme-prod-KeyAcmeModels\"}")
                .doesNotContain("AWS::KMS::Key\"")
                .doesNotContain("Outputs");
    }

    @Test
    void rolesCarryTheirTagsAndTheTrustThatIsGiven() {
        String people = "arn:aws:iam::123456789012:role/people";
        CloudFormationTemplate trusting =
                ExportedLayouts.export(layout).trusting(people).template();

        JsonNode role = ExportedLayouts.properties(trusting, "RoleDataScientistGrowth");
        assertThat(role.path("RoleName").asText()).isEqualTo("acme-prod-data-scientist-growth");
        assertThat(tags(role)).isEqualTo(Role.dataScientist("growth").tags());
        assertThat(role.at("/AssumeRolePolicyDocument/Statement")
                        .findValue("AWS")
                        .toString())
                .contains(people);
        assertThat(ExportedLayouts.properties(template, "RoleDataScientistGrowth")
                        .path("AssumeRolePolicyDocument")
                        .findValuesAsText("Fn::Sub"))
                .containsExactly("arn:${AWS::Partition}:iam::${AWS::AccountId}:root");
        assertThat(namesOf(ExportedLayouts.json(template).path("Resources"), "AWS::IAM::Role", "RoleName"))
                .hasSize(2 * 6 + 2);
    }

    @Test
    void oneDocumentServesAKindOfRoleInAllTeams() {
        JsonNode permissions = ExportedLayouts.properties(template, "PermissionsOfAcmeProdDataScientist");

        assertThat(permissions.path("PolicyName").asText()).isEqualTo("mlplatform");
        assertThat(permissions.path("Roles").findValuesAsText("Ref"))
                .containsExactly("RoleDataScientistGrowth", "RoleDataScientistRisk");
    }

    @Test
    void policiesAreThoseOfAccessPolicies() {
        PlatformLayout plain = ExportedLayouts.buckets("growth");
        AccessPolicies policies = AccessPolicies.of(plain, ExportedLayouts.OPENED, S3Server.AWS);
        CloudFormationTemplate exported = ExportedLayouts.export(plain).template();

        assertThat(ExportedLayouts.properties(exported, "PolicyOf" + MODELS).path("PolicyDocument"))
                .hasToString(policies.bucket("acme-prod-models").json());
        assertThat(ExportedLayouts.properties(exported, "PermissionsOfAcmeProdApprover")
                        .path("PolicyDocument"))
                .hasToString(policies.identity(Role.approver("growth")).json());
    }

    @Test
    void aRoleThatIsThereAnywayIsRefused() {
        CloudFormationExport twice = ExportedLayouts.export(layout).withRoles(Role.approver("growth"));

        assertThatThrownBy(twice::template)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RoleApproverGrowth");
    }

    private JsonNode at(String id, String path) {
        return ExportedLayouts.properties(template, id).at(path);
    }

    private static Map<String, String> tags(JsonNode resource) {
        Map<String, String> tags = new TreeMap<>();
        resource.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static List<String> namesOf(JsonNode resources, String type, String property) {
        List<String> names = new ArrayList<>();
        resources.forEach(resource -> {
            if (resource.path("Type").asText().equals(type)) {
                names.add(resource.path("Properties").path(property).asText());
            }
        });
        return names;
    }
}
