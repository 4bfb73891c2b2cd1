package io.mlplatform.internal.manifest;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.util.List;

/** A segment in a store, under a root that knows its bytes and not its content. */
final class StoredSegment {

    private static final String TXN = "01jd0000000000000000000001";
    private static final String OF_ANOTHER_CONTENT = "content digest";

    private StoredSegment() {}

    /** Reads it as a version's only one; that the root has another content digest counts for nothing. */
    static void read(byte[] stored) {
        ZoneRoot zone = new ZoneRoot(Zone.DATASETS, new StoreLocation(new MemoryStore(FuzzLake.CLOCK), "datasets/"));
        var keys = zone.keys(EntityName.of("growth/churn"));
        Digest sha256 = Digest.of(stored);
        zone.store().put(keys.segment(TXN, sha256), Content.of(stored), PutCondition.ifAbsent());
        var json = Json.object()
                .put("format", Root.FORMAT)
                .put("files", Boundaries.FORMAT.maxEntries())
                .put("bytes", 1);
        json.put("digest", ContentDigest.ofVersion(List.of(Digest.of(""))).hex());
        json.putArray("segments")
                .addObject()
                .put("sha256", sha256.hex())
                .put("txn", TXN)
                .put("size", stored.length)
                .put("digest", Digest.of("").hex())
                .put("files", Boundaries.FORMAT.maxEntries())
                .put("bytes", 1)
                .put("first", "a")
                .put("last", "a");
        try {
            new ManifestReader(zone.store(), keys, FuzzLake.context())
                    .read(new Root(StoredJson.of(json, "root")))
                    .entries();
        } catch (DataCorruptException e) {
            if (!String.valueOf(e.getMessage()).contains(OF_ANOTHER_CONTENT)) {
                throw e;
            }
        }
    }
}
