package io.mlplatform.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What serves a model where, as the state keeps it. */
public final class DeploymentsFuzz implements FuzzTarget {

    private static final EntityName MODEL = EntityName.of("growth/churn");
    private static final Instant NOW = FuzzLake.CLOCK.instant();
    private static final NextEntry NEXT = new NextEntry(6, "01jd0000000000000000000001", NOW, "anna");

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake()
                .objects("models/growth/churn/_log/").stream()
                        .map(entry -> StoredJson.parse(entry, "entry").object("state"))
                        .filter(state -> state.has("detail"))
                        .map(state ->
                                CanonicalJson.encode(state.object("detail").node()))
                        .toList();
    }

    @Override
    public void read(byte[] document) {
        ObjectNode detail = StoredJson.parse(document, "detail").node();
        PinnedRef version = new PinnedRef(Zone.MODELS, MODEL, 1, Digest.of("x"));
        Steps.all(
                () -> DeploymentsJson.read(Zone.MODELS, new EntityNow(MODEL, "model", 1, 5, NOW, detail))
                        .toString(),
                () -> DeploymentsJson.with(detail.deepCopy(), "eu/churn", version, Map.of("a", "b"), NEXT),
                () -> DeploymentsJson.without(detail.deepCopy(), "eu/churn"));
    }
}
