package io.mlplatform.s3.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.access.PolicyDocument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys, buckets and roles as resources of one stack, in that order. For one thread, once. */
final class CloudFormationStack {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccessPolicies policies;
    private final StackKeys keys;
    private final StackResources resources = new StackResources();
    private final ObjectNode outputs = Json.object();

    /** @param policies with the keys' stand-ins */
    CloudFormationStack(AccessPolicies policies, StackKeys keys) {
        this.policies = policies;
        this.keys = keys;
    }

    void addKeys() {
        keys.aliases().forEach(alias -> {
            String id = StackKeys.logicalId(alias);
            ObjectNode key = Json.object().put("Description", "Encrypts zones of " + platform());
            key.set("KeyPolicy", read(policies.key(StackKeys.standIn(alias))));
            key.put("EnableKeyRotation", true);
            key.set(
                    "Tags",
                    StackResources.tags(new TreeMap<>(Map.of(
                            "mlplatform-organisation", keys.layout().organisation(),
                            "mlplatform-environment", keys.layout().environment()))));
            resources.addRetained(id, "AWS::KMS::Key", key);
            ObjectNode named = Json.object().put("AliasName", alias);
            named.set("TargetKeyId", StackResources.ref(id));
            resources.addRetained("Alias" + id, "AWS::KMS::Alias", named);
            ObjectNode output = outputs.putObject(id + "Arn").put("Description", "The key " + alias);
            output.set("Value", StackKeys.arn(id));
            output.putObject("Export").put("Name", keys.export(alias));
        });
    }

    void addBuckets(Collection<DesiredBucket> buckets) {
        buckets.forEach(bucket -> {
            String id = LogicalId.of("Bucket", bucket.name());
            resources.addRetained(id, BucketResource.TYPE, BucketResource.properties(bucket));
            // Its denials protect what stays: they stay with it.
            ObjectNode policy = Json.object().set("Bucket", StackResources.ref(id));
            policy.set("PolicyDocument", read(policies.bucket(bucket.name())));
            resources.addRetained("PolicyOf" + id, "AWS::S3::BucketPolicy", policy);
        });
    }

    /** Each role, then for each document the policy that puts it into all roles that it serves. */
    void addRoles(Collection<DesiredRole> roles, List<String> principals) {
        Map<PolicyDocument, ArrayNode> served = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
        roles.forEach(role -> {
            String id = LogicalId.of("Role", role.role().name());
            ObjectNode properties = Json.object().put("RoleName", role.name());
            properties.set("AssumeRolePolicyDocument", read(policies.trust(role.role(), principals)));
            properties.set("Tags", StackResources.tags(new TreeMap<>(role.role().tags())));
            resources.add(id, "AWS::IAM::Role", properties);
            served.computeIfAbsent(policies.identity(role.role()), document -> Json.array())
                    .add(StackResources.ref(id));
        });
        served.forEach((document, ids) -> {
            ObjectNode properties = Json.object().put("PolicyName", DesiredRole.POLICY);
            properties.set("PolicyDocument", read(document));
            properties.set("Roles", ids);
            resources.add(LogicalId.of("PermissionsOf", document.name()), "AWS::IAM::Policy", properties);
        });
    }

    /** @param references what to write for texts that stand for something */
    CloudFormationTemplate template(String name, String description, Map<String, JsonNode> references) {
        ObjectNode template =
                Json.object().put("AWSTemplateFormatVersion", "2010-09-09").put("Description", description);
        template.set("Resources", resources.json(references));
        if (!outputs.isEmpty()) {
            template.set("Outputs", outputs);
        }
        return new CloudFormationTemplate(name, ReadableJson.of(template), resources.size());
    }

    private String platform() {
        return keys.layout().organisation() + " " + keys.layout().environment();
    }

    private static JsonNode read(PolicyDocument document) {
        try {
            return JSON.readTree(document.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("policies are written as JSON: " + document, e);
        }
    }
}
