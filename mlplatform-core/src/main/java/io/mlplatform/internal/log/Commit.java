package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A new version.
 *
 * @param creation what a first commit creates besides
 * @param version the predecessor's number + 1
 * @param txn under which its files and documents are staged
 * @param base the version it was prepared from, 0 for none
 * @param baseSeq the head of the log before its first byte was staged; empty where there was none
 * @param mode how it changes the base: {@code append}, {@code replace} …
 * @param sources the versions that entries were taken from
 * @param schema the columns of its files, or the name of a document that has them
 * @param inputs pinned references as an array, or the name of a document that has it
 * @param detail what the face stores
 */
public record Commit(
        Optional<LogEvent.Create> creation,
        long version,
        String txn,
        long base,
        OptionalLong baseSeq,
        String mode,
        List<Long> sources,
        String message,
        Optional<JsonNode> schema,
        Optional<JsonNode> inputs,
        Optional<WriterToken> token,
        Optional<JsonNode> detail)
        implements LogEvent {

    @Override
    public ObjectNode toJson() {
        ObjectNode event = Json.object().put("type", "commit");
        creation.ifPresent(create -> create.members(event));
        event.put("version", version).put("txn", txn);
        if (base > 0) {
            event.put("base", base);
        }
        baseSeq.ifPresent(seq -> event.put("baseSeq", seq));
        event.put("mode", mode);
        if (!sources.isEmpty()) {
            ArrayNode array = event.putArray("sources");
            sources.forEach(array::add);
        }
        if (!message.isEmpty()) {
            event.put("message", message);
        }
        schema.ifPresent(node -> event.set("schema", node));
        inputs.ifPresent(node -> event.set("inputs", node));
        token.ifPresent(named -> event.set("token", named.toJson()));
        detail.ifPresent(node -> event.set("detail", node));
        return event;
    }

    /** The token of a commit event, if it has one. */
    static Optional<WriterToken> tokenOf(StoredJson event) {
        return event.find("token").map(WriterToken::parse);
    }
}
