package io.mlplatform.experiments;

import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;

/** A process that works on the store: a platform with hands on its time, and the runs of the team {@code growth}. */
final class Workbench implements AutoCloseable {

    /** Without repository, so that tests do not depend on where they run. */
    static final RunSettings SETTINGS = RunSettings.defaults().withFolder(Path.of("/"));

    private final MlPlatform platform;
    private final Hands hands;

    Workbench(ObjectStore store, Hands hands, String actor) {
        this.hands = hands;
        this.platform = MlPlatform.builder()
                .store(store, "")
                .settings(Settings.defaults().withActor(actor))
                .time(hands, Lake.random())
                .scheduler(hands.timer(), Runnable::run)
                .open();
    }

    MlPlatform platform() {
        return platform;
    }

    ExperimentWorkspace workspace() {
        return platform.workspace("growth").with(SETTINGS);
    }

    Runs runs() {
        return workspace().runs();
    }

    static List<Double> values(List<MetricPoint> points) {
        return points.stream().map(MetricPoint::value).toList();
    }

    static byte[] bytes(String text) {
        return Lake.bytes(text);
    }

    @Override
    public void close() {
        platform.close();
        hands.timer().shutdownNow();
    }
}
