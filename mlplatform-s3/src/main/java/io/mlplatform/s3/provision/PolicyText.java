package io.mlplatform.s3.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies as statements by Sid; one that has none is called by its place. */
final class PolicyText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "2012-10-17";

    private PolicyText() {}

    /** The statements of a document; IAM answers documents URL-encoded, S3 does not. */
    static SortedMap<String, PolicyStatement> statements(String document, Resource resource) {
        String json = document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
        SortedMap<String, PolicyStatement> statements = new TreeMap<>();
        try {
            JsonNode list = JSON.readTree(json).path("Statement");
            for (JsonNode statement : list.isArray() ? list : Json.array().add(list)) {
                String sid = statement.path("Sid").asText("");
                boolean free = !sid.isEmpty() && !statements.containsKey(sid);
                statements.put(free ? sid : sid + "#" + statements.size(), new PolicyStatement(statement));
            }
        } catch (JsonProcessingException e) {
            throw new DataCorruptException(
                    resource.label(), "its policy is not JSON: mend it in the server's console", e);
        }
        return statements;
    }

    /** A document without white space: Ceph's gateway refuses some with. */
    static String document(SortedMap<String, PolicyStatement> statements) {
        ArrayNode list = Json.array();
        statements.values().forEach(statement -> list.add(statement.stored()));
        ObjectNode document = Json.object().put("Version", VERSION);
        document.set("Statement", list);
        return document.toString();
    }
}
