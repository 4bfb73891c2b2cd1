package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the state keeps of a feature group, and a version's definition; what was read is written as the same. */
public final class GroupStateFuzz implements FuzzTarget {

    private static final EntityName GROUP = EntityName.of("growth/clicks");

    private static final int MOST_WRITTEN = 20_000;

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] entry : new FuzzLake().objects("features/growth/clicks/_log/")) {
            ObjectNode detail = StoredJson.parse(entry, "entry")
                    .object("state")
                    .object("detail")
                    .node();
            seeds.add(CanonicalJson.encode(detail));
            ObjectNode written = detail.deepCopy().put("lastWrite", "2026-11-23T12:00:00.000Z");
            seeds.add(CanonicalJson.encode(written));
            Instant time = Instant.parse("2026-11-23T12:00:00Z");
            written.set("untied", new UntiedRows(time, time.plusSeconds(1), time).json());
            seeds.add(CanonicalJson.encode(written));
        }
        return seeds;
    }

    @Override
    public void read(byte[] document) {
        ObjectNode detail = StoredJson.parse(document, "detail").node();
        GroupState state = GroupState.read(GROUP, detail);
        state.nextWrite(FuzzLake.CLOCK.instant());
        if (state.group().timeToLive() instanceof TimeToLive.Within within && within.micros() < 0) {
            throw new IllegalStateException("a negative time to live: " + within);
        }
        if (document.length > MOST_WRITTEN) {
            return;
        }
        ObjectNode definition = StoredJson.parse(CanonicalJson.encode(GroupState.definition(state.group())), "written")
                .node();
        if (!GroupState.definition(GROUP, StoredJson.of(definition, "written")).equals(state.group())) {
            throw new IllegalStateException("changed on the way: " + state);
        }
    }
}
