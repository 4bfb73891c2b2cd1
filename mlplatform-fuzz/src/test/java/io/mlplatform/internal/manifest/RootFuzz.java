package io.mlplatform.internal.manifest;

import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.List;

/** Roots of versions, with the segments or the entries that they have. */
public final class RootFuzz implements FuzzTarget {

    private static final EntityName DATASET = EntityName.of("growth/churn");

    private final ManifestReader reader = reader();

    @Override
    public List<byte[]> seeds() {
        List<byte[]> roots = new ArrayList<>();
        for (byte[] index : new FuzzLake().objects("datasets/growth/churn/_versions/")) {
            StoredJson content = StoredJson.parse(index, "index").object("root");
            roots.add(CanonicalJson.encode(reader.root(content).json().node()));
        }
        return roots;
    }

    @Override
    public void read(byte[] document) {
        Root root = reader.root(StoredJson.parse(document, "root"));
        Manifest manifest = reader.read(root);
        if (manifest.bytes() < 0 || manifest.entries().size() != manifest.files()) {
            throw new IllegalStateException("other files, or fewer bytes than none: " + manifest);
        }
    }

    private static ManifestReader reader() {
        ZoneRoot zone = new FuzzLake().zone(Zone.DATASETS);
        return new ManifestReader(zone.store(), zone.keys(DATASET), FuzzLake.context());
    }
}
