package io.mlplatform.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatformException;
import io.mlplatform.store.MemoryStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Repeats operations so that each of their requests fails once, before or after it takes effect, for want of a right, with
 * half a body, alone or as the store's last; and holds each to what it promises. For one thread.
 */
public final class FaultSweep {

    private static final long PREPARER = 1000;

    private final Bucket world;
    private final Path sources;
    private final Path scratch;
    private final Consumer<Scene> next;
    private final Set<Digest> clean = new HashSet<>();
    private int trials;

    /**
     * @param world what is there when an operation begins
     * @param next a clean write of another process, which must succeed whatever the operation left behind
     * @param sources files for operations to publish, left as they are
     * @param scratch an empty folder for what operations write to a disk
     */
    public FaultSweep(Consumer<Scene> world, Consumer<Scene> next, Path sources, Path scratch) {
        this.sources = sources;
        this.scratch = scratch;
        this.next = next;
        MemoryStore store = Bucket.EMPTY.open();
        try (Scene scene = new Scene(store, PREPARER, sources, scratch)) {
            world.accept(scene);
        }
        this.world = Bucket.of(store);
        store.close();
    }

    /** How often an operation was run so far. */
    public int trials() {
        return trials;
    }

    /** Sweeps one operation; an {@link AssertionError} tells where it broke its promise. */
    public void sweep(Operation operation) throws Exception {
        Expectation expected = undisturbed(operation);
        for (Outage outage : Outage.values()) {
            int k = 1;
            while (strikes(operation, expected, outage, k)) {
                k++;
            }
            assertThat(k > 1 || !Outage.ALWAYS.contains(outage))
                    .as(operation + ": a request met " + outage)
                    .isTrue();
        }
    }

    /** The methods of faces that ask the store, as {@link FaceMethods} spells them, when the operation is called once. */
    public Set<String> asking(Operation operation) throws Exception {
        try (Trial trial = trial(operation)) {
            Set<String> asking = trial.runAndTellWhoAsks();
            assertThat(trial.failure()).as(operation.toString()).isEmpty();
            return asking;
        }
    }

    private record Expectation(Object answer, Object effectBefore, Object effect, Map<String, String> files) {}

    private Expectation undisturbed(Operation operation) throws Exception {
        try (Trial trial = trial(operation)) {
            Object before = trial.effect();
            trial.run();
            assertThat(trial.failure()).as(operation + ", undisturbed").isEmpty();
            if (operation.isRead()) {
                assertThat(trial.before().changes(trial.now()))
                        .as(operation + ", a read")
                        .isEmpty();
            } else {
                assertThat(trial.effect()).as(operation + ", a write").isNotEqualTo(before);
            }
            return new Expectation(trial.answer().orElseThrow(), before, trial.effect(), trial.files());
        }
    }

    /** One run; false once the operation has no k-th request. */
    private boolean strikes(Operation operation, Expectation expected, Outage outage, int k) throws Exception {
        String run = operation + " " + outage + " " + k;
        try (Trial trial = trial(operation)) {
            trial.runThrough(outage, k);
            trial.answer()
                    .filter(answer -> !operation.confesses(answer))
                    .ifPresent(answer -> assertThat(answer).as(run).isEqualTo(expected.answer()));
            if (trial.answer().isPresent()) {
                assertThat(trial.files()).as(run).isEqualTo(expected.files());
            } else {
                assertThat(expected.files()).as(run + ": whole files only").containsAllEntriesOf(trial.files());
            }
            if (operation.isRead()) {
                read(run, trial, expected);
            } else {
                write(run, operation, trial, expected);
            }
            return trial.struck();
        } catch (RuntimeException e) {
            throw new AssertionError(run + ": " + e, e);
        }
    }

    private static void read(String run, Trial trial, Expectation expected) throws Exception {
        trial.failure();
        assertThat(trial.before().changes(trial.now())).as(run).isEmpty();
        trial.run();
        assertThat(trial.answer()).as(run + ", then once more").hasValue(expected.answer());
        assertThat(trial.files()).as(run + ", then once more").isEqualTo(expected.files());
    }

    private void write(String run, Operation operation, Trial trial, Expectation expected) throws Exception {
        Set<Object> allowed = allowed(run, operation, trial, expected);
        Object effect = trial.effect();
        assertThat(allowed).as(run).contains(effect);
        if (repeats(operation, trial, effect, expected)) {
            assertThat(trial.effect()).as(run + ", then once more").isEqualTo(expected.effect());
        }
        trial.elsewhere(scene -> {
            next.accept(scene);
            return scene;
        });
        requireClean(run + ", then a clean write", trial.now());
    }

    // Many runs end alike, and to read all again would be most of a sweep's time.
    private void requireClean(String run, Bucket now) {
        Digest content = now.digest();
        if (!clean.contains(content)) {
            assertThat(now.findings()).as(run).isEmpty();
            clean.add(content);
        }
    }

    private static boolean repeats(Operation operation, Trial trial, Object effect, Expectation expected)
            throws Exception {
        boolean whole = effect.equals(expected.effect());
        switch (operation.retry()) {
            case SAME_CALL -> {
                Optional<MlPlatformException> failure = trial.failure();
                boolean unknown = failure.isPresent() && failure.get() instanceof CommitOutcomeUnknownException;
                // The caller does not know how an unknown entry was settled: it would write the entry again.
                if (failure.isEmpty() || unknown && !effect.equals(expected.effectBefore())) {
                    return false;
                }
                trial.run();
                assertThat(trial.failure()).isEmpty();
            }
            case ALWAYS_BY_ANOTHER_PROCESS -> {
                if (whole) {
                    return false;
                }
                trial.repeat();
            }
            case BY_ANOTHER_PROCESS -> {
                if (!effect.equals(expected.effectBefore())) {
                    return false;
                }
                trial.repeat();
            }
            case NONE -> {
                return false;
            }
        }
        return true;
    }

    /** What may be found afterwards. */
    private static Set<Object> allowed(String run, Operation operation, Trial trial, Expectation expected) {
        if (trial.failure().isEmpty()) {
            return Set.of(expected.effect());
        }
        Set<Object> unfinished = new LinkedHashSet<>(operation.stages());
        unfinished.add(expected.effectBefore());
        if (trial.failure().orElseThrow() instanceof CommitOutcomeUnknownException unknown) {
            CommitResolution resolution = trial.resolve(unknown);
            assertThat(trial.resolve(unknown)).as(run).isEqualTo(resolution);
            if (resolution == CommitResolution.COMMITTED && operation.isWholly(unknown)) {
                return Set.of(expected.effect());
            }
            if (resolution == CommitResolution.COMMITTED && !operation.stages().isEmpty()) {
                unfinished.add(expected.effect());
            }
        }
        return unfinished;
    }

    private Trial trial(Operation operation) throws Exception {
        Path folder = scratch.resolve("trial-" + ++trials);
        return new Trial(operation, operation.startsEmpty() ? Bucket.EMPTY : world, sources, folder);
    }
}
