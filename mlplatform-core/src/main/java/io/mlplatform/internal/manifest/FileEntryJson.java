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
        ObjectNode node = Json.object().put("path", entry.path()).put("size", entry.size());
        if (entry.bytes() instanceof FileBytes.InPlace inPlace) {
            node.put("txn", entry.txn()).put("at", inPlace.at()).put("etag", inPlace.etag());
        } else {
            node.put("sha256", entry.sha256().hex()).put("txn", entry.txn());
        }
        entry.rows().ifPresent(rows -> node.put("rows", rows));
        entry.mediaType().ifPresent(type -> node.put("mediaType", type));
        if (entry.bytes() instanceof FileBytes.InPlace inPlace) {
            inPlace.crc64nvme().ifPresent(crc -> node.put("crc64nvme", crc));
        }
        return node;
    }

    private static FileBytes bytes(StoredJson json) {
        return json.has("at")
                ? new FileBytes.InPlace(
                        json.text("at"),
                        json.text("etag"),
                        json.has("crc64nvme") ? Optional.of(json.text("crc64nvme")) : Optional.empty())
                : new FileBytes.Staged(json.digest("sha256"));
    }

    static FileEntry read(StoredJson json) {
        if (json.has("at") && (json.has("sha256") || json.has("versionId"))) {
            throw new DataCorruptException(
                    json.resource(),
                    "names a file in place ('at') by more than its etag, which this release cannot open: use a newer"
                            + " mlplatform");
        }
        try {
            return new FileEntry(
                    json.text("path"),
                    json.number("size"),
                    bytes(json),
                    json.parsed("txn", Ulids::require, "a transaction id"),
                    json.has("rows") ? OptionalLong.of(json.number("rows")) : OptionalLong.empty(),
                    json.has("mediaType") ? Optional.of(json.text("mediaType")) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(json.resource(), e.getMessage() + "; nothing was read from there", e);
        }
    }
}
