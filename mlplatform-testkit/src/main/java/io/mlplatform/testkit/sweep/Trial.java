package io.mlplatform.testkit.sweep;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.MlPlatformException;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One run of an operation, in a store of its own. */
final class Trial implements AutoCloseable {

    private static final long ACTOR = 1;
    private static final long FIRST_READER = 2;

    private final Operation operation;
    private final MemoryStore store;
    private final Wire wire;
    private final Path sources;
    private final Path folder;
    private final List<Scene> scenes = new ArrayList<>();
    private final Operation.Call call;
    private final Bucket before;
    private Optional<Object> answer = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean struck;

    /** Prepares the operation; {@code folder} is empty, or does not exist. */
    Trial(Operation operation, Bucket world, Path sources, Path folder) throws Exception {
        this.operation = operation;
        this.store = world.open();
        this.wire = new Wire(store);
        this.sources = sources;
        this.folder = folder;
        this.call = operation.prepare(scene(wire, ACTOR));
        this.before = operation.isRead() ? Bucket.of(store) : Bucket.EMPTY;
    }

    /** Calls it while the store is well. */
    void run() throws Exception {
        wire.mend();
        answerOrFail();
    }

    /** Calls it while the store is well, and tells which methods of faces asked it. */
    Set<String> runAndTellWhoAsks() throws Exception {
        AskingMethods asking = wire.note();
        run();
        return asking.all();
    }

    /** Calls it while the k-th request fails. */
    void runThrough(Outage outage, int k) throws Exception {
        wire.breakAt(k, outage);
        answerOrFail();
        struck = wire.mend();
    }

    private void answerOrFail() throws Exception {
        answer = Optional.empty();
        failure = Optional.empty();
        try {
            answer = Optional.of(call.answer());
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    Optional<Object> answer() {
        return answer;
    }

    /** What was thrown, which must be of a kind that the API names. */
    Optional<MlPlatformException> failure() {
        return failure.map(thrown -> {
            if (thrown instanceof MlPlatformException typed) {
                return typed;
            }
            throw new AssertionError("the caller is told nothing it could act on", thrown);
        });
    }

    boolean struck() {
        return struck;
    }

    /** The store of a read before it began. */
    Bucket before() {
        return before;
    }

    Bucket now() {
        return Bucket.of(store);
    }

    /** What a process finds that comes now. */
    Object effect() {
        return elsewhere(operation::effect);
    }

    CommitResolution resolve(CommitOutcomeUnknownException unknown) {
        return elsewhere(scene -> operation.resolve(scene, unknown));
    }

    /** Repeats the operation in another process, while the store is well. */
    void repeat() throws Exception {
        operation.prepare(scene(store, FIRST_READER + scenes.size())).answer();
    }

    <T> T elsewhere(Function<Scene, T> work) {
        Scene scene = scene(store, FIRST_READER + scenes.size());
        return work.apply(scene);
    }

    /** What lies in the operation's folder: the bytes of each file, as text, by its path. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put(folder.relativize(path).toString(), hex(path));
                }
            }
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        scenes.forEach(Scene::close);
        store.close();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Scene scene(ObjectStore through, long seed) {
        Scene scene = new Scene(through, seed, sources, folder);
        scenes.add(scene);
        return scene;
    }

    private static String hex(Path path) throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(path));
    }
}
