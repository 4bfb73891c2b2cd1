package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A template describes what the provisioner would apply, property by property; keys by alias apart, which it does not make. */
class TemplateAndProvisionerTest {

    private static final String OPENED_BUCKET = "acme-prod-datasets";
    private static final List<String> TRUSTED = List.of("arn:aws:iam::123456789012:role/people");

    static Stream<PlatformLayout> layouts() {
        return Stream.of(
                PlatformLayout.foldersOfOne(),
                ExportedLayouts.folders("growth", "risk"),
                ExportedLayouts.buckets("growth"),
                ExportedLayouts.fullByArn("growth", "a-1"));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void bucketsAreAsTheProvisionerDesiresThem(PlatformLayout layout) {
        JsonNode resources = exported(layout);
        List<Bucket> buckets = Buckets.of(
                        layout, OPENED_BUCKET, new StoreLocation(new MemoryStore(Clock.systemUTC()), ""))
                .all(layout, onAws(layout));

        assertThat(buckets).isNotEmpty().allSatisfy(bucket -> {
            String id = LogicalId.of("Bucket", bucket.name());
            JsonNode properties = resources.path(id).path("Properties");
            assertThat(properties.path("BucketName").asText()).isEqualTo(bucket.name());
            assertThat(properties.has("VersioningConfiguration") ? "on" : "off")
                    .isEqualTo(only(new ObjectVersions().desired(bucket)));
            assertThat(properties
                            .at("/OwnershipControls/Rules/0/ObjectOwnership")
                            .asText())
                    .isEqualTo(only(new ObjectOwnership().desired(bucket)));
            assertThat(blocks(properties)).isEqualTo(new PublicAccess().desired(bucket));
            assertThat(encryption(properties)).isEqualTo(new DefaultEncryption().desired(bucket));
            assertThat(lock(properties)).isEqualTo(only(new ObjectLocks().desired(bucket)));
            assertThat(tags(properties)).isEqualTo(new BucketTags().desired(bucket));
            assertThat(log(properties)).isEqualTo(only(new AccessLogging().desired(bucket)));
            assertThat(
                            properties
                                            .at(
                                                    "/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                                            .asBoolean()
                                    ? "on"
                                    : "off")
                    .isEqualTo(only(new EventNotifications().desired(bucket)));
            assertThat(rules(properties)).isEqualTo(texts(new LifecycleRules().desired(bucket)));
            assertThat(PolicyText.statements(
                            resources
                                    .at("/PolicyOf" + id + "/Properties/PolicyDocument")
                                    .toString(),
                            bucket))
                    .isEqualTo(new BucketPolicy(policies(layout)).desired(bucket));
        });
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void rolesAreAsTheProvisionerDesiresThem(PlatformLayout layout) {
        JsonNode resources = exported(layout);
        Requests requests = onAws(layout);

        for (Role role : layout.teams().isEmpty()
                ? List.of(Role.collector(), Role.auditor())
                : List.of(Role.approver("growth"))) {
            IamRole iam = new IamRole(role, layout, requests, policies(layout), TRUSTED);
            String id = LogicalId.of("Role", role.name());
            JsonNode properties = resources.path(id).path("Properties");
            assertThat(properties.path("RoleName").asText()).isEqualTo(iam.name());
            assertThat(tags(properties)).isEqualTo(new RoleTags().desired(iam));
            assertThat(properties.path("AssumeRolePolicyDocument")).hasToString(iam.trustPolicy());
            List<JsonNode> permissions = new ArrayList<>();
            resources.forEach(resource -> {
                if (resource.at("/Properties/Roles").findValuesAsText("Ref").contains(id)) {
                    permissions.add(resource.path("Properties"));
                }
            });
            assertThat(permissions).singleElement().satisfies(policy -> {
                assertThat(policy.path("PolicyName").asText()).isEqualTo(iam.policyName());
                assertThat(policy.path("PolicyDocument")).hasToString(iam.permissionPolicy());
            });
        }
    }

    private static JsonNode exported(PlatformLayout layout) {
        return ExportedLayouts.json(ExportedLayouts.export(layout)
                        .trusting(TRUSTED.toArray(String[]::new))
                        .template())
                .path("Resources");
    }

    private static AccessPolicies policies(PlatformLayout layout) {
        return AccessPolicies.of(layout, ExportedLayouts.OPENED, S3Server.AWS);
    }

    // What is desired is told without any request.
    private static Requests onAws(PlatformLayout layout) {
        ControlPlane control = (ControlPlane) Proxy.newProxyInstance(
                ControlPlane.class.getClassLoader(),
                new Class<?>[] {ControlPlane.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("server")) {
                        return S3Server.AWS;
                    }
                    throw new AssertionError("a request: " + method.getName());
                });
        return new Requests(control, layout.account());
    }

    private static String only(SortedMap<String, ?> items) {
        return items.isEmpty() ? "" : String.valueOf(items.get(items.firstKey()));
    }

    private static SortedMap<String, String> blocks(JsonNode properties) {
        SortedMap<String, String> blocks = new TreeMap<>();
        properties
                .path("PublicAccessBlockConfiguration")
                .fields()
                .forEachRemaining(block -> blocks.put(
                        Character.toLowerCase(block.getKey().charAt(0))
                                + block.getKey().substring(1),
                        block.getValue().asBoolean() ? "on" : "off"));
        return blocks;
    }

    private static SortedMap<String, String> encryption(JsonNode properties) {
        JsonNode rule = properties.at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
        SortedMap<String, String> items = new TreeMap<>();
        items.put(
                "algorithm",
                rule.at("/ServerSideEncryptionByDefault/SSEAlgorithm").asText());
        put(items, "key", rule.at("/ServerSideEncryptionByDefault/KMSMasterKeyID"), JsonNode::asText);
        put(items, "bucket keys", rule.path("BucketKeyEnabled"), on -> on.asBoolean() ? "on" : "off");
        return items;
    }

    private static void put(
            SortedMap<String, String> items, String name, JsonNode value, Function<JsonNode, String> text) {
        if (!value.isMissingNode()) {
            items.put(name, text.apply(value));
        }
    }

    private static String lock(JsonNode properties) {
        JsonNode retention = properties.at("/ObjectLockConfiguration/Rule/DefaultRetention");
        return retention.isMissingNode()
                ? ""
                : retention.path("Mode").asText() + " for "
                        + retention.path("Days").asInt() + " days";
    }

    private static String log(JsonNode properties) {
        JsonNode target = properties.path("LoggingConfiguration");
        return target.isMissingNode()
                ? ""
                : "s3://" + target.path("DestinationBucketName").asText() + "/"
                        + target.path("LogFilePrefix").asText();
    }

    private static SortedMap<String, String> tags(JsonNode properties) {
        SortedMap<String, String> tags = new TreeMap<>();
        properties
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static Map<String, String> rules(JsonNode properties) {
        Map<String, String> rules = new TreeMap<>();
        properties.at("/LifecycleConfiguration/Rules").forEach(rule -> {
            String prefix = rule.path("Prefix").asText();
            Expiry expiry = rule.has("TagFilters")
                    ? Expiry.ofTemporary(prefix, rule.path("ExpirationInDays").asInt())
                    : Expiry.below(
                            prefix,
                            rule.at("/AbortIncompleteMultipartUpload/DaysAfterInitiation")
                                    .asInt(),
                            rule.at("/NoncurrentVersionExpiration/NoncurrentDays")
                                    .asInt());
            rules.put(rule.path("Id").asText(), expiry.toString());
        });
        return rules;
    }

    private static Map<String, String> texts(SortedMap<String, Expiry> rules) {
        Map<String, String> texts = new TreeMap<>();
        rules.forEach((id, rule) -> texts.put(id, rule.toString()));
        return texts;
    }
}
