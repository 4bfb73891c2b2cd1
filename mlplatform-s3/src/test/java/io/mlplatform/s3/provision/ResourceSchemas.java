package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** AWS's schemas of resources, and what a template says against them. */
final class ResourceSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SECTIONS =
            Set.of("AWSTemplateFormatVersion", "Description", "Parameters", "Resources", "Outputs");
    private static final Set<String> ATTRIBUTES = Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy");
    private static final Set<String> POLICIES = Set.of("Delete", "Retain", "Snapshot");

    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private ResourceSchemas() {}

    /** What is wrong with a template; nothing if it is right. */
    static List<String> problems(JsonNode template) {
        List<String> problems = new ArrayList<>();
        unknown(template, SECTIONS).forEach(name -> problems.add("section " + name));
        if (!template.path("AWSTemplateFormatVersion").asText().equals("2010-09-09")) {
            problems.add("format version");
        }
        ResolvedTemplate resolved = new ResolvedTemplate(template);
        template.path("Resources").fields().forEachRemaining(resource -> {
            String at = resource.getKey() + " ";
            if (!resource.getKey().matches("[a-zA-Z0-9]{1,255}")) {
                problems.add(at + "is no logical id");
            }
            unknown(resource.getValue(), ATTRIBUTES).forEach(name -> problems.add(at + name));
            for (String kept : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
                if (!POLICIES.contains(resource.getValue().path(kept).asText("Delete"))) {
                    problems.add(at + kept);
                }
            }
            String type = resource.getValue().path("Type").asText();
            JsonNode properties = resolved.of(resource.getValue().path("Properties"));
            problems(type, properties).forEach(problem -> problems.add(at + problem));
        });
        template.path("Outputs").forEach(resolved::of);
        problems.addAll(resolved.problems());
        return problems;
    }

    /** The attributes that {@code Fn::GetAtt} can ask for. */
    static Set<String> attributes(String type) {
        Set<String> names = new HashSet<>();
        schema(type).path("attributes").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static List<String> problems(String type, JsonNode properties) {
        return COMPILED.computeIfAbsent(type, ResourceSchemas::compiled).validate(properties).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema compiled(String type) {
        ObjectNode schema = schema(type);
        schema.remove("attributes");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }

    private static ObjectNode schema(String type) {
        String file = "schemas/" + type.replace("::", "-").toLowerCase(Locale.ROOT) + ".json";
        try (InputStream in = ResourceSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("no schema is carried of " + type);
            }
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> unknown(JsonNode object, Set<String> known) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeAll(known);
        return names;
    }
}
