package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.publish.EntityNow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the state keeps of a run: as it is shown, and as the next attempt goes on from it. */
public final class RunDetailFuzz implements FuzzTarget {

    private static final EntityName RUN = EntityName.of("growth/anna/churn/xgb-1");
    private static final Instant NOW = FuzzLake.CLOCK.instant();

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake()
                .objects("/_head.json").stream()
                        .map(entry -> StoredJson.parse(entry, "head")
                                .object("state")
                                .object("detail")
                                .node())
                        .map(CanonicalJson::encode)
                        .toList();
    }

    @Override
    public void read(byte[] document) {
        ObjectNode detail = StoredJson.parse(document, "detail").node();
        EntityNow now = new EntityNow(RUN, RunDetail.KIND, 3, 5, NOW, detail);
        String owner = detail.path("owner").asText();
        RunDetail attempt = new RunDetail("mlp://experiments/" + RUN, owner);
        NextEntry next = new NextEntry(6, "01jd0000000000000000000001", NOW, "anna");
        Steps.all(
                () -> RunSummary.of(now, NOW, NOW.plusSeconds(60), 3).toString(),
                () -> RunFacts.of(detail).members(),
                () -> attempt.resumed(detail.deepCopy(), Duration.ofSeconds(30)),
                () -> attempt.changed(detail.deepCopy(), Json.object()),
                () -> attempt.finished(detail.deepCopy(), Json.object(), next, RunStatus.FAILED, "why"));
    }
}
