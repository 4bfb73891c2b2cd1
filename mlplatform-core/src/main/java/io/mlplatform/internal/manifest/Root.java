package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.Verified;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;

/** A version's root: totals, digest, and either all its entries or the segments that have them. */
public record Root(StoredJson json) {

    static final String FORMAT = "mlplatform.manifest/1";

    public Root {
        json.requireFormat(FORMAT);
    }

    public long files() {
        return json.number("files");
    }

    public long bytes() {
        return json.number("bytes");
    }

    public Digest digest() {
        return json.digest("digest");
    }

    public List<String> partitionBy() {
        return json.texts("partitionBy");
    }

    /** By what the least known of its files is known. */
    public Verified verified() {
        return json.has(Row.VERIFIED) ? Verified.ETAG : Verified.SHA256;
    }

    boolean hasEntries() {
        return json.has("entries");
    }

    List<FileEntry> entries() {
        return json.objects("entries").stream().map(FileEntryJson::read).toList();
    }

    boolean hasNodes() {
        return json.has("nodes");
    }

    /** Of its index nodes where it has such, else of its segments. */
    List<Row> rows() {
        return hasNodes()
                ? json.objects("nodes").stream().map(Row::parse).toList()
                : json.objects("segments").stream().map(Row::parseSegment).toList();
    }
}
