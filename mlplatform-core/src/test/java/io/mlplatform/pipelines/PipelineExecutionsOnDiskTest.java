package io.mlplatform.pipelines;

import io.mlplatform.store.LocalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PipelineExecutionsOnDiskTest extends PipelineExecutionsTests {
    PipelineExecutionsOnDiskTest(@TempDir Path lake) {
        super(clock -> LocalStore.open(lake, clock));
    }
}
