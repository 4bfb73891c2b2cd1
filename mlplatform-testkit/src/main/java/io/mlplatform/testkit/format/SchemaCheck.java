package io.mlplatform.testkit.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the schema of each version, and that it goes on from the one before. */
final class SchemaCheck {
    private final EntityScope scope;
    private final Map<Long, JsonNode> schemas = new HashMap<>();
    private final Map<Long, JsonNode> names = new HashMap<>();

    SchemaCheck(EntityScope scope) {
        this.scope = scope;
    }

    /** Checks the next version's; {@code document} is empty where that cannot be read. */
    void check(LogEntry commit, Optional<JsonNode> document) {
        long number = commit.event().path("version").asLong();
        if (document.isEmpty()) {
            return;
        }
        JsonNode schema = document.get();
        JsonNode name = commit.event().path("schema");
        schemas.put(number, schema);
        names.put(number, name);
        JsonNode columns = schema.path("fields");
        require(schema.isMissingNode() || formed(columns), commit, "is malformed");
        JsonNode before = schemas.getOrDefault(number - 1, schema).path("fields");
        for (int i = 0; i < Math.max(before.size(), columns.size()); i++) {
            boolean follows = i < before.size()
                    ? before.get(i).equals(columns.path(i))
                    : before.isEmpty() || number == 1 || nullable(columns.get(i));
            require(follows, commit, "column " + (i + 1) + " does not go on from the version before");
        }
        boolean carried = EntityScope.isDocument(name)
                && !name.path("txn").equals(commit.event().path("txn"));
        boolean named = false;
        for (JsonNode source : commit.event().path("sources")) {
            named |= name.equals(names.get(source.asLong()));
        }
        require(!carried || named, commit, "is a document that is neither its own nor of its sources");
    }

    private static boolean formed(JsonNode columns) {
        Set<String> names = new HashSet<>();
        boolean formed = columns.isArray() && !columns.isEmpty() && columns.size() <= 10_000;
        for (JsonNode column : columns) {
            formed &= column.path("name").isTextual()
                    && names.add(column.path("name").asText())
                    && column.path("type").isTextual()
                    && (!column.has("nullable") || nullable(column));
        }
        return formed;
    }

    private static boolean nullable(JsonNode column) {
        return column.path("nullable").asBoolean(false);
    }

    private void require(boolean holds, LogEntry commit, String detail) {
        scope.findings().require(holds, commit.key(), Rule.SCHEMA, "the schema " + detail);
    }
}
