package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.layout.Zone;
import java.io.IOException;
import java.util.List;

/** The index of a version, and all that is reached from there: root, files, inputs, detail. */
public final class VersionRecordFuzz implements FuzzTarget {

    private static final EntityName DATASET = EntityName.of("growth/churn");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FuzzLake lake = new FuzzLake();
    private final EntityRoom room = EntityRoom.of(lake.zone(Zone.DATASETS), DATASET, FuzzLake.context());

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects("datasets/growth/churn/_versions/");
    }

    @Override
    public void read(byte[] document) {
        long number = number(document);
        lake.replace(room.keys().version(number), document);
        VersionRecord version = room.index().require(number);
        Steps.all(
                () -> room.opened(version).ref().uri(),
                () -> room.manifest(room.root(version)),
                () -> room.inputs(version),
                () -> room.detail(version),
                () -> room.opened(version).message());
    }

    // The number that its key would have, so that a changed one is read too.
    private static long number(byte[] document) {
        try {
            long number = MAPPER.readTree(document).path("version").asLong(1);
            return number >= 0 && number < 10_000_000_000L ? number : 1;
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }
}
