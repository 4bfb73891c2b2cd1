package io.mlplatform.testkit.sweep;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformBuilder;
import io.mlplatform.Settings;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Dice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one process of a sweep has: two platforms in one store, files to read, and a folder of its own to write to. */
public final class Scene implements AutoCloseable {

    static final List<String> PLATFORMS = List.of("here/", "there/");

    private final ObjectStore store;
    private final long seed;
    private final Path sources;
    private final Path folder;
    private int processes;
    private final List<MlPlatform> opened = new ArrayList<>();

    /** @param seed differs from that of every other process at the store, as what it names must */
    Scene(ObjectStore store, long seed, Path sources, Path folder) {
        this.store = store;
        this.seed = seed;
        this.sources = sources;
        this.folder = folder;
        PLATFORMS.forEach(platform -> opened.add(builder(platform, store).open()));
    }

    /** The platform that an operation is about. */
    public MlPlatform ml() {
        return opened.get(0);
    }

    /** Another platform, empty in the beginning. */
    public MlPlatform there() {
        return opened.get(1);
    }

    /** The way to the store that both are in. */
    public ObjectStore store() {
        return store;
    }

    /** Opens the first platform as another process does, which sends each request behind the one before. */
    public MlPlatformBuilder builder() {
        return builder(PLATFORMS.get(0), store);
    }

    /** The same by another way to the store. */
    public MlPlatformBuilder builder(ObjectStore way) {
        return builder(PLATFORMS.get(0), way);
    }

    /** Where files lie that are to be published, as the sweep was told. */
    public Path sources() {
        return sources;
    }

    /** For what an operation writes to a disk; only whole files may be found there afterwards. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        opened.forEach(MlPlatform::close);
    }

    private MlPlatformBuilder builder(String platform, ObjectStore way) {
        return MlPlatform.builder()
                .store(way, platform)
                .settings(Settings.defaults().withActor("sweep").withResends(1))
                .executor(new DirectExecutor())
                .time(Bucket.clock(), new Dice(31 * seed + ++processes));
    }
}
