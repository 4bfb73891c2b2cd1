package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Properties as CloudFormation sees them once its functions have been carried out; notes functions that it could not. */
final class ResolvedTemplate {

    private static final String KEY_ARN =
            "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Map<String, String> NAMES = Map.of(
            "AWS::S3::Bucket", "BucketName",
            "AWS::IAM::Role", "RoleName",
            "AWS::KMS::Alias", "AliasName");

    private final JsonNode resources;
    private final List<String> problems = new ArrayList<>();

    ResolvedTemplate(JsonNode template) {
        this.resources = template.path("Resources");
    }

    List<String> problems() {
        return problems;
    }

    JsonNode of(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(of(item)));
            return array;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        String first = node.size() == 1 ? node.fieldNames().next() : "";
        if (first.equals("Ref") || first.startsWith("Fn::")) {
            return TextNode.valueOf(carriedOut(first, node.path(first)));
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.fields().forEachRemaining(field -> copy.set(field.getKey(), of(field.getValue())));
        return copy;
    }

    private String carriedOut(String function, JsonNode argument) {
        switch (function) {
            case "Ref":
                return referenced(argument.asText());
            case "Fn::GetAtt":
                return attribute(argument.path(0).asText(), argument.path(1).asText());
            case "Fn::Sub":
                return substituted(argument.asText());
            case "Fn::ImportValue":
                if (!argument.asText().matches("[a-zA-Z0-9:-]+")) {
                    problems.add("no export is called " + argument);
                }
                return KEY_ARN;
            default:
                problems.add("the function " + function);
                return "";
        }
    }

    private String referenced(String id) {
        String type = type(id);
        return type.equals("AWS::KMS::Key")
                ? KEY_ARN.substring(KEY_ARN.lastIndexOf('/') + 1)
                : resources
                        .path(id)
                        .path("Properties")
                        .path(NAMES.getOrDefault(type, ""))
                        .asText("of " + id);
    }

    private String attribute(String id, String attribute) {
        String type = type(id);
        if (!type.isEmpty() && !ResourceSchemas.attributes(type).contains(attribute)) {
            problems.add(type + " has no attribute " + attribute);
        }
        return KEY_ARN;
    }

    private String substituted(String text) {
        String filled = text.replace("${AWS::Partition}", "aws").replace("${AWS::AccountId}", "123456789012");
        if (filled.contains("${")) {
            problems.add("nothing fills in " + text);
        }
        return filled;
    }

    private String type(String id) {
        if (!resources.has(id)) {
            problems.add("no resource is called " + id);
        }
        return resources.path(id).path("Type").asText();
    }
}
