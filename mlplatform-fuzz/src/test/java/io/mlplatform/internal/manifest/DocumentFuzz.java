package io.mlplatform.internal.manifest;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.List;

/** The stored bytes of documents under {@code _manifests/}: roots and what is too large for an entry. */
public final class DocumentFuzz implements FuzzTarget {

    private static final String TXN = "01jd0000000000000000000001";

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(new FuzzLake().objects(".json.gz"));
        seeds.add(StoredDocument.zip("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        return seeds;
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public void read(byte[] document) {
        ZoneRoot zone = new ZoneRoot(Zone.DATASETS, new StoreLocation(new MemoryStore(FuzzLake.CLOCK), "datasets/"));
        var keys = zone.keys(EntityName.of("growth/churn"));
        Digest sha256 = Digest.of(document);
        zone.store().put(keys.document(TXN, sha256), Content.of(document), PutCondition.ifAbsent());
        StoredJson name = StoredJson.of(
                Json.object().put("sha256", sha256.hex()).put("txn", TXN).put("size", document.length), "name");
        new ManifestReader(zone.store(), keys, FuzzLake.context()).resolved(name);
    }
}
