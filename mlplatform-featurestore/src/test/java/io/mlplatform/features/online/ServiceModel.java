package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One of AWS's published service models (com.amazonaws:aws-java-sdk-models 1.12.797, packed on 2025-12-29), to which what is sent
 * and answered is held: members, types, required ones, lengths, ranges, patterns and words.
 */
final class ServiceModel {

    static final ServiceModel CONTROL = read("models/api.sagemaker-2017-07-24-model.json");
    static final ServiceModel RUNTIME = read("models/sagemaker-featurestore-runtime-2020-07-01-model.json");

    /** https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html: of every operation, and in no model. */
    private static final Set<String> COMMON_ERRORS = Set.of(
            "AccessDeniedException",
            "ExpiredTokenException",
            "InternalFailure",
            "ServiceUnavailable",
            "ThrottlingException",
            "UnrecognizedClientException",
            "ValidationException");

    private final JsonNode model;

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    private static ServiceModel read(String resource) {
        try (InputStream json = ServiceModel.class.getClassLoader().getResourceAsStream(resource)) {
            return new ServiceModel(new ObjectMapper().readTree(Objects.requireNonNull(json, resource)));
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /** What is wrong with the input, as the service would say it; empty where nothing is. */
    String wrongInput(String operation, JsonNode input) {
        return wrong(operation(operation).at("/input/shape").asText(), input, operation);
    }

    /** Fails where the output is none that the model allows. */
    void requireOutput(String operation, JsonNode output) {
        JsonNode shape = operation(operation).at("/output/shape");
        assertThat(shape.isMissingNode() ? "" : wrong(shape.asText(), output, operation))
                .isEmpty();
    }

    /** True where the model lists the error for the operation, or it is common to all. */
    boolean isErrorOf(String operation, String error) {
        return COMMON_ERRORS.contains(error)
                || operation(operation).path("errors").findValuesAsText("shape").contains(error);
    }

    /** The status of an error that the model lists for the operation; common errors are listed nowhere. */
    int statusOf(String error, int common) {
        return model.at("/shapes/" + error + "/error/httpStatusCode").asInt(common);
    }

    /** The input of a REST call, from its path, query and body. */
    ObjectNode restInput(
            String operation, String pathValue, Map<String, java.util.List<String>> query, ObjectNode body) {
        JsonNode members =
                model.at("/shapes/" + operation(operation).at("/input/shape").asText() + "/members");
        Map<String, java.util.List<String>> rest = new TreeMap<>(query);
        members.fields().forEachRemaining(member -> {
            String location = member.getValue().path("location").asText();
            if (location.equals("uri")) {
                body.put(member.getKey(), pathValue);
            } else if (location.equals("querystring")) {
                var values = rest.remove(member.getValue().path("locationName").asText());
                if (values != null && type(member.getValue()).equals("list")) {
                    ArrayNode list = body.putArray(member.getKey());
                    values.forEach(list::add);
                } else if (values != null) {
                    body.put(member.getKey(), values.get(0));
                }
            }
        });
        assertThat(rest).as("query of %s", operation).isEmpty();
        return body;
    }

    private String type(JsonNode member) {
        return model.at("/shapes/" + member.path("shape").asText() + "/type").asText();
    }

    private JsonNode operation(String name) {
        JsonNode operation = model.at("/operations/" + name);
        assertThat(operation.isMissingNode()).as(name).isFalse();
        return operation;
    }

    private String wrong(String shapeName, JsonNode value, String at) {
        JsonNode shape = model.at("/shapes/" + shapeName);
        return switch (shape.path("type").asText()) {
            case "structure" -> wrongStructure(shape, value, at);
            case "list" -> wrongList(shape, value, at);
            case "string" -> wrongString(shape, value, at);
            case "integer", "long" ->
                !value.isIntegralNumber()
                                || value.asLong() < shape.path("min").asLong(Long.MIN_VALUE)
                                || value.asLong() > shape.path("max").asLong(Long.MAX_VALUE)
                        ? at + " is no whole number in range: " + value
                        : "";
            case "boolean" -> value.isBoolean() ? "" : at + " is neither true nor false";
            case "timestamp" -> value.isNumber() ? "" : at + " is no time";
            default -> throw new AssertionError("no rule for " + shape);
        };
    }

    private String wrongStructure(JsonNode shape, JsonNode value, String at) {
        if (!value.isObject()) {
            return at + " is no object: " + value;
        }
        for (JsonNode required : shape.path("required")) {
            if (!value.has(required.asText())) {
                return at + " lacks " + required.asText();
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = shape.at("/members/" + member.getKey());
            String wrong = known.isMissingNode()
                    ? at + " has no member " + member.getKey()
                    : wrong(known.path("shape").asText(), member.getValue(), at + "." + member.getKey());
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private String wrongList(JsonNode shape, JsonNode value, String at) {
        if (!value.isArray()
                || value.size() < shape.path("min").asInt(0)
                || value.size() > shape.path("max").asInt(Integer.MAX_VALUE)) {
            return at + " has not as many members as are allowed: " + value.size();
        }
        for (JsonNode member : value) {
            String wrong = wrong(shape.at("/member/shape").asText(), member, at + "[]");
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String wrongString(JsonNode shape, JsonNode value, String at) {
        String text = value.asText();
        boolean isWord = !shape.has("enum");
        for (JsonNode word : shape.path("enum")) {
            isWord |= word.asText().equals(text);
        }
        boolean fits = value.isTextual()
                && isWord
                && text.length() >= shape.path("min").asInt(0)
                && text.length() <= shape.path("max").asInt(Integer.MAX_VALUE)
                && Pattern.compile(shape.path("pattern").asText(".*"), Pattern.DOTALL)
                        .matcher(text)
                        .matches();
        return fits ? "" : at + " is not allowed: " + value;
    }
}
