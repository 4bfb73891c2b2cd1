package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.Optional;
import java.util.OptionalLong;

/** File entries as JSON: a line of a segment, or an element of an inline root. */
final class FileEntryJson {

    private FileEntryJson() {}

    static ObjectNode write(FileEntry entry) {
        ObjectNode node = Json.object()
                .put("path", entry.path())
                .put("size", entry.size())
                .put("sha256", entry.sha256().hex())
                .put("txn", entry.txn());
        entry.rows().ifPresent(rows -> node.put("rows", rows));
        entry.mediaType().ifPresent(type -> node.put("mediaType", type));
        return node;
    }

    static FileEntry read(StoredJson json) {
        if (json.has("at")) {
            throw new DataCorruptException(
                    json.resource(),
                    "names a file in place ('at'), which this release cannot open: use a newer mlplatform");
        }
        try {
            return new FileEntry(
                    json.text("path"),
                    json.number("size"),
                    json.digest("sha256"),
                    json.parsed("txn", Ulids::require, "a transaction id"),
                    json.has("rows") ? OptionalLong.of(json.number("rows")) : OptionalLong.empty(),
                    json.has("mediaType") ? Optional.of(json.text("mediaType")) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(json.resource(), e.getMessage() + "; nothing was read from there", e);
        }
    }
}
