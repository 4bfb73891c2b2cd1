package io.mlplatform.features.online;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServingEqualsTrainingTest extends ServingEqualsTraining {

    @TempDir
    private Path folder;

    @Override
    OnlineStore open(SetClock by) {
        return EmbeddedOnlineStore.open(folder.resolve("online.mv"), by);
    }
}
