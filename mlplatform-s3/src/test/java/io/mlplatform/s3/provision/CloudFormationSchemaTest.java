package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates against the schemas by which CloudFormation checks them. */
class CloudFormationSchemaTest {

    private static final String MODELS = "BucketAcmeProdModels";
    private static final String DATASETS = "BucketAcmeProdDatasets";

    private static final JsonNode FULL = ExportedLayouts.json(
            ExportedLayouts.export(ExportedLayouts.full("growth")).template());

    static Stream<PlatformLayout> layouts() {
        return Stream.of(
                PlatformLayout.foldersOfOne(),
                ExportedLayouts.folders("growth", "risk"),
                ExportedLayouts.buckets(),
                ExportedLayouts.buckets("growth", "risk"),
                ExportedLayouts.fullByArn("growth"),
                ExportedLayouts.full("growth", "risk", "a-1", "a1"));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void eachTemplateIsAsAwsDescribesItsResources(PlatformLayout layout) {
        CloudFormationExport export = ExportedLayouts.export(layout)
                .trusting("arn:aws:iam::123456789012:role/people", "codepipeline.amazonaws.com")
                .withRoles(Role.automation("growth", "nightly.2"));

        assertThat(ResourceSchemas.problems(ExportedLayouts.json(export.template())))
                .isEmpty();
        assertThat(export.templates())
                .allSatisfy(template -> assertThat(ResourceSchemas.problems(ExportedLayouts.json(template)))
                        .isEmpty());
    }

    /** A mistake each, and a word of what is said about it. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "VersioningConfigurations",
                        at(MODELS, properties -> properties.putObject("VersioningConfigurations"))),
                mistake("Status", at(DATASETS, properties -> properties
                        .withObject("/VersioningConfiguration")
                        .put("Status", "On"))),
                mistake("SSEAlgorithm", at(MODELS, properties -> rule(properties)
                        .withObject("/ServerSideEncryptionByDefault")
                        .remove("SSEAlgorithm"))),
                mistake("BucketKeyEnabled", at(MODELS, properties -> rule(properties)
                        .put("BucketKeyEnabled", "yes"))),
                mistake("Mode", at(DATASETS, properties -> properties
                        .withObject("/ObjectLockConfiguration/Rule/DefaultRetention")
                        .put("Mode", "governance"))),
                mistake("DaysAfterInitiation", at(MODELS, properties -> lifecycle(properties)
                        .withObject("/AbortIncompleteMultipartUpload")
                        .put("DaysAfterInitiation", -1))),
                mistake("NonCurrentVersionExpiration", at(MODELS, properties -> lifecycle(properties)
                        .putObject("NonCurrentVersionExpiration"))),
                mistake("Key", at(MODELS, properties -> ((ArrayNode) properties.get("Tags"))
                        .addObject()
                        .put("key", "a")
                        .put("Value", "b"))),
                mistake(
                        "AliasName",
                        at("AliasKeyAcmeModels", properties -> properties.put("AliasName", "acme-models"))),
                mistake("PolicyDocument", at("PolicyOf" + MODELS, properties -> properties.remove("PolicyDocument"))),
                mistake("RolesName", at("RoleApproverGrowth", properties -> properties.put("RolesName", "x"))),
                mistake("nowhere", at("PolicyOf" + MODELS, properties -> properties
                        .putObject("Bucket")
                        .put("Ref", "nowhere"))),
                mistake("KeyArn", at(MODELS, properties -> properties
                        .putObject("BucketName")
                        .putArray("Fn::GetAtt")
                        .add("KeyAcmeModels")
                        .add("KeyArn"))),
                mistake("Fn::Join", at(MODELS, properties -> properties
                        .putObject("BucketName")
                        .putArray("Fn::Join"))),
                mistake("DeletionPolicy", template -> resource(template, MODELS).put("DeletionPolicy", "Keep")),
                mistake("Resource", template -> template.putObject("Resource")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aWrongTemplateIsRefused(String said, Consumer<ObjectNode> mistake) {
        JsonNode template = ExportedLayouts.json(
                ExportedLayouts.export(ExportedLayouts.full("growth")).template());
        assertThat(ResourceSchemas.problems(template)).isEmpty();

        mistake.accept((ObjectNode) template);

        assertThat(ResourceSchemas.problems(template)).isNotEmpty().anyMatch(problem -> problem.contains(said));
    }

    private static Arguments mistake(String said, Consumer<ObjectNode> mistake) {
        return Arguments.of(said, mistake);
    }

    private static Consumer<ObjectNode> at(String id, Consumer<ObjectNode> change) {
        return template -> change.accept(resource(template, id).withObject("/Properties"));
    }

    private static ObjectNode resource(ObjectNode template, String id) {
        assertThat(template.path("Resources").has(id)).as(id).isTrue();
        return template.withObject("/Resources/" + id);
    }

    private static ObjectNode rule(ObjectNode properties) {
        return (ObjectNode) properties.at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
    }

    private static ObjectNode lifecycle(ObjectNode properties) {
        return (ObjectNode) properties.at("/LifecycleConfiguration/Rules/0");
    }

    @Test
    void theSchemasAreOfAllTypesThatAreExported() {
        JsonNode template = ExportedLayouts.json(
                ExportedLayouts.export(ExportedLayouts.full("growth")).template());

        assertThat(template.path("Resources").findValuesAsText("Type"))
                .contains(
                        "AWS::KMS::Key",
                        "AWS::KMS::Alias",
                        "AWS::S3::Bucket",
                        "AWS::S3::BucketPolicy",
                        "AWS::IAM::Role",
                        "AWS::IAM::Policy")
                .allSatisfy(type -> assertThat(ResourceSchemas.attributes(type)).isNotNull());
    }
}
