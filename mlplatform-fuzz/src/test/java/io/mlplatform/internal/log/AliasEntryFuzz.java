package io.mlplatform.internal.log;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.layout.Zone;
import java.util.List;

/** Entries of a protected alias's log, by which a version is opened. */
public final class AliasEntryFuzz implements FuzzTarget {

    private static final EntityName MODEL = EntityName.of("growth/churn");
    private static final AliasName ALIAS = AliasName.of("production");

    private final FuzzLake lake = new FuzzLake();

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects("/_aliases/production/");
    }

    @Override
    public void read(byte[] document) {
        if (LogEntry.decode(document, "entry").seq() != 0) {
            throw new DataCorruptException("entry", "its key is that of entry 0");
        }
        ZoneRoot zone = lake.zone(Zone.MODELS);
        lake.replace(Keys.slot(zone.keys(MODEL).aliasLog(ALIAS), 0), document);
        AliasLog log = new AliasLog(zone, MODEL, ALIAS, FuzzLake.context());
        AliasLog.Value value = log.value(log.tip().head().orElseThrow());
        EntityLog entity = new EntityLog(zone, MODEL, FuzzLake.context());
        new VersionIndex(zone, MODEL, entity).require(value.version());
        value.toJson();
        value.toEvent();
    }
}
