package io.mlplatform.internal.log;

import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.layout.Zone;
import java.util.List;

/** Copies of a run's newest entry, which are a hint: one that cannot be read is none. */
public final class HeadCopyFuzz implements FuzzTarget {

    private static final EntityName RUN = EntityName.of("growth/anna/churn/xgb-1");

    private final FuzzLake lake = new FuzzLake();

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects("/_head.json");
    }

    @Override
    public void read(byte[] document) {
        ZoneRoot zone = lake.zone(Zone.EXPERIMENTS);
        lake.replace(zone.keys(RUN).headCopy(), document);
        HeadCopy copy = HeadCopy.read(zone, RUN);
        copy.head()
                .ifPresent(head ->
                        new EntityLog(zone, RUN, FuzzLake.context()).state(head).detail());
        copy.touch(zone);
    }
}
