package io.mlplatform.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.LineageMarks;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SeenHead;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.StateDetail;
import io.mlplatform.internal.publish.VersionedZone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Brings what a run is told into its log: held in memory and committed together, by one thread at a time. Thread-safe;
 * no lock that a measuring thread needs is held while the store is asked.
 */
final class RunWriter {

    /** What a commit takes along. */
    private record Sealed(List<SourceFile> files, List<Input> inputs, ObjectNode members, long edits) {}

    // Parts are numbered by up to 18 digits.
    private static final long MOST_COUNTED = 99_999_999_999_999_999L;

    private final VersionedZone zone;
    private final EntityName entity;
    private final RunDetail detail;
    private final ReentrantLock commits = new ReentrantLock();

    private final RunFacts facts;
    private final MetricBatches batches;
    private final LineageMarks marks = new LineageMarks();
    private final List<Input> inputs;
    private PinnedRef newest;
    private int committedInputs;
    private long committedEdits;
    private boolean taken;
    private boolean finishing;
    private boolean finished;
    private boolean hasOutcome;

    /**
     * @param now as this attempt's first entry left it
     * @param newest version by then
     * @param inputs of that version
     */
    RunWriter(VersionedZone zone, RunDetail detail, EntityNow now, PinnedRef newest, List<Input> inputs) {
        this.zone = zone;
        this.entity = now.entity();
        this.detail = detail;
        this.facts = RunFacts.of(now.detail());
        StoredJson counts = StoredJson.of(now.detail(), detail.address());
        this.batches = new MetricBatches(counted(counts, "points"), counted(counts, "parts"));
        this.newest = newest;
        this.inputs = new ArrayList<>(inputs);
        this.committedInputs = inputs.size();
    }

    private static long counted(StoredJson counts, String member) {
        return counts.has(member) ? counts.numberWithin(0, MOST_COUNTED, member) : 0;
    }

    EntityName entity() {
        return entity;
    }

    /** The newest version that this attempt knows of. */
    synchronized PinnedRef newest() {
        return newest;
    }

    synchronized List<Input> inputs() {
        return List.copyOf(inputs);
    }

    /** True once nothing more is to be written: finished, or taken over. */
    synchronized boolean isOver() {
        return finished || taken;
    }

    synchronized boolean isFinished() {
        return finished;
    }

    /** True once an outcome was to be written, also where it is not known whether it was. */
    synchronized boolean hasOutcome() {
        return hasOutcome;
    }

    /** True where something is held that a commit would bring. */
    synchronized boolean hasNews() {
        return !batches.isEmpty() || inputs.size() > committedInputs || facts.edits() > committedEdits;
    }

    synchronized void use(Input input) {
        requireOpen();
        zone.requireHolds(input);
        if (!inputs.contains(input)) {
            inputs.add(input);
        }
    }

    synchronized void change(Consumer<RunFacts> edit) {
        requireOpen();
        edit.accept(facts);
    }

    /** Holds the point; gives the bytes of the part that it went to. */
    synchronized int add(MetricPoint point) {
        requireOpen();
        facts.last(point);
        batches.add(point);
        return batches.openBytes();
    }

    /** Bytes of points that wait for a commit. */
    synchronized long heldBytes() {
        return batches.heldBytes();
    }

    /** Commits all that is held, together with these files; nothing where there is nothing. */
    void commit(List<SourceFile> files) {
        writing(() -> commitHeld(files));
    }

    /** Commits all that is held, unless a commit is under way; false then. */
    boolean tryCommit() {
        return tryWriting(() -> commitHeld(List.of()));
    }

    /** Commits all that is held, and then says how the run ended. */
    void finish(RunStatus status, String reason) {
        writing(() -> {
            Sealed sealed = sealLast();
            try {
                if (!sealed.files().isEmpty()) {
                    publish(sealed);
                }
                annotate(status, (before, next) -> detail.finished(before, sealed.members(), next, status, reason));
                finished();
            } finally {
                finishingIsOver();
            }
        });
    }

    /** Shows that the run lives, also while a commit takes its time; false where that has to wait for the commit. */
    boolean beat() {
        SeenHead seen = zone.seen(entity);
        if (isOwn(seen) && zone.touchIsGuarded(entity)) {
            zone.touch(seen);
            return true;
        }
        return tryWriting(this::beatAlone);
    }

    private void beatAlone() {
        SeenHead seen = zone.seen(entity);
        if (isOwn(seen)) {
            zone.touch(seen);
        } else {
            // The copy lags or is missing: only the log knows whose the run is, and an entry makes the copy anew.
            annotate(RunStatus.RUNNING, (before, next) -> detail.changed(before, Json.object()));
        }
    }

    private boolean isOwn(SeenHead seen) {
        return seen.now().filter(now -> detail.isOwn(now.detail())).isPresent();
    }

    private void commitHeld(List<SourceFile> files) {
        Sealed sealed = seal(files);
        if (!sealed.files().isEmpty()) {
            publish(sealed);
        } else if (hasNews()) {
            annotate(RunStatus.RUNNING, (before, next) -> detail.changed(before, sealed.members()));
            committed(sealed, newest());
        }
    }

    private void writing(Runnable work) {
        commits.lock();
        writeAndUnlock(work);
    }

    private boolean tryWriting(Runnable work) {
        if (!commits.tryLock()) {
            return false;
        }
        writeAndUnlock(work);
        return true;
    }

    private void writeAndUnlock(Runnable work) {
        try {
            synchronized (this) {
                requireOpen();
            }
            work.run();
        } catch (RunTakenException e) {
            synchronized (this) {
                taken = true;
            }
            throw e;
        } finally {
            commits.unlock();
        }
    }

    // What is told from here on would be in no commit: it is refused, until it shows that the run goes on.
    private synchronized Sealed sealLast() {
        finishing = true;
        hasOutcome = true;
        return seal(List.of());
    }

    private synchronized void finished() {
        finished = true;
    }

    private synchronized void finishingIsOver() {
        finishing = false;
    }

    private synchronized Sealed seal(List<SourceFile> files) {
        List<SourceFile> all = new ArrayList<>(batches.seal());
        all.addAll(files);
        if (all.isEmpty() && inputs.size() > committedInputs) {
            // Inputs are told by commits, and a commit has a file.
            all.addAll(batches.sealEmpty());
        }
        ObjectNode members = facts.members().put("parts", batches.parts()).put("points", batches.points());
        return new Sealed(all, List.copyOf(inputs), members, facts.edits());
    }

    private void publish(Sealed sealed) {
        try {
            PinnedRef version = zone.publish(PublishPlan.of(entity, RunDetail.KIND)
                            .files(sealed.files())
                            .inputs(sealed.inputs())
                            .marks(marks)
                            .stateDetail((before, next) -> detail.changed(before, sealed.members()))
                            .build())
                    .ref();
            committed(sealed, version);
        } catch (AlreadyExistsException e) {
            // Whoever took the run over may have stored a part of the same number, which is met before the owner is.
            zone.now(entity).ifPresent(now -> detail.requireOwn(now.detail()));
            throw e;
        }
    }

    private void annotate(RunStatus status, StateDetail change) {
        zone.annotate(entity, RunDetail.KIND, Json.object().put("status", status.word()), change);
    }

    private synchronized void committed(Sealed sealed, PinnedRef version) {
        batches.committed(sealed.files());
        committedInputs = sealed.inputs().size();
        committedEdits = sealed.edits();
        newest = version;
    }

    private void requireOpen() {
        if (taken) {
            throw new RunTakenException(entity.value());
        }
        if (finished || finishing) {
            throw new IllegalStateException(
                    entity + " is finished, and takes nothing more: start another run, or resume it if it failed");
        }
    }
}
