package io.mlplatform.internal.log;

import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.time.Instant;
import java.util.Optional;

/** Finds a version by its number in one GET; derived from the log, and completed from it where it has gaps. */
public final class VersionIndex {

    private final ZoneRoot root;
    private final EntityName entity;
    private final Keys keys;
    private final EntityLog log;

    public VersionIndex(ZoneRoot root, EntityName entity, EntityLog log) {
        this.root = root;
        this.entity = entity;
        this.keys = root.keys(entity);
        this.log = log;
    }

    /** Version {@code number}, by the index where it has it, else by the log. */
    public VersionRecord require(long number) {
        return read(number).orElseGet(() -> readable(number));
    }

    /** The version that is the latest at this end of the log. */
    public Optional<VersionRecord> latest(Tip tip) {
        return tip.head()
                .filter(head -> log.state(head).latest() > 0)
                .map(head -> commitOf(log.state(head).latest(), log.isCommit(head) ? head : contentOf(head)));
    }

    private Head contentOf(Head head) {
        long seq = log.state(head).contentSeq(head.seq());
        if (seq >= head.seq()) {
            throw new DataCorruptException(
                    log.address(),
                    "entry " + head.seq() + " has no root and names entry " + seq + " for it, which is no commit before"
                            + " it: the log was tampered with; restore it");
        }
        return log.entry(seq);
    }

    // What another entry, or the place between two, says of a commit is believed only if the commit says so too.
    private VersionRecord commitOf(long version, Head head) {
        if (!log.isCommit(head) || log.state(head).latest() != version) {
            throw new DataCorruptException(
                    log.address(),
                    "entry " + head.seq() + " is not the commit of version " + version
                            + ", as other entries say: the log was tampered with; verify and restore it");
        }
        return VersionRecord.of(log, head);
    }

    /** When version {@code number} was committed, also of one that is dead. */
    public Instant committed(long number) {
        return read(number).orElseGet(() -> search(log.tip(), number)).time();
    }

    /**
     * Holds that time against the log, for what cannot be undone.
     *
     * @throws DataCorruptException the derived index told another one
     */
    public void requireCommitted(long number, Instant told) {
        Instant time = search(log.tip(), number).time();
        if (!time.equals(told)) {
            throw new DataCorruptException(
                    resource(keys.version(number)),
                    "says that the version is of " + told + ", and the log says " + time
                            + ": delete this derived object, it is written again by repair()");
        }
    }

    /** The version that the commit at {@code head} made. */
    public VersionRecord record(Head head) {
        return VersionRecord.of(log, head);
    }

    /** Writes the index of the commit at {@code head}, and first its predecessor's where another process did not. */
    public void put(Head head) {
        VersionRecord version = VersionRecord.of(log, head);
        complete(version.version() - 1);
        put(version);
        root.indexes().add(entity, version.version());
    }

    /** Writes the index of version {@code number} if it is missing; no request where this process knows of it. */
    public void complete(long number) {
        if (number < 1 || root.indexes().has(entity, number)) {
            return;
        }
        if (root.store().head(keys.version(number)).isEmpty()) {
            put(search(log.tip(), number));
        }
        root.indexes().add(entity, number);
    }

    private void put(VersionRecord version) {
        ObjectKey key = keys.version(version.version());
        PutOutcome outcome = root.store().put(key, Content.of(version.encode()), PutCondition.ifAbsent());
        if (outcome instanceof PutOutcome.ConditionNotMet
                && !read(version.version()).map(version::agreesWith).orElse(false)) {
            throw new DataCorruptException(
                    resource(key),
                    "names another commit than the log: delete this derived object, it is written again");
        }
    }

    /** What is wrong with the index that told {@code version}, held against the commit that it names; one GET. */
    public Optional<String> problem(VersionRecord version) {
        try {
            VersionRecord commit = commitOf(version.version(), log.entry(version.seq()));
            return commit.agreesWith(version)
                    ? Optional.empty()
                    : Optional.of(
                            "the index of version " + version.version() + " has another root than its commit, entry "
                                    + version.seq() + ": delete the index, it is written again");
        } catch (DataCorruptException | IllegalArgumentException e) {
            return Optional.of("the index of version " + version.version() + " names entry " + version.seq()
                    + ", which is not its commit: delete the index, it is written again (" + e.getMessage() + ")");
        }
    }

    private Optional<VersionRecord> read(long number) {
        ObjectKey key = keys.version(number);
        return StoredBytes.read(root.store(), key, SlotLog.MAX_ENTRY_BYTES)
                .bytes()
                .map(bytes -> {
                    VersionRecord version = VersionRecord.decode(bytes, resource(key));
                    if (version.version() != number) {
                        throw new DataCorruptException(
                                resource(key), "is the index of another version: delete this derived object");
                    }
                    return version;
                });
    }

    // A version without index was never indexed, or is dead and swept: what is dead is not found, swept or not yet.
    private VersionRecord readable(long number) {
        Tip tip = log.tip();
        requireReadable(tip, number);
        return search(tip, number);
    }

    /** Refuses a version that is dead at this end of the log: whatever of it is still there may go at any time. */
    public void requireReadable(Tip tip, long number) {
        if (tip.head()
                .map(head -> log.state(head).isDead(number, log.nextTime(tip)))
                .orElse(false)) {
            throw new NotFoundException(
                    log.address() + "@" + number,
                    "the version is retired, and its time is over: use a later one; what used it is told by lineage");
        }
    }

    // state.latest only grows along the log, so the commit of a version is found by halving.
    private VersionRecord search(Tip tip, long number) {
        Head head = tip.head()
                .orElseThrow(
                        () -> new NotFoundException(log.address(), "no such entity: check the name, or publish it"));
        EntityState state = log.state(head);
        if (number > state.latest()) {
            throw new NotFoundException(
                    log.address() + "@" + number,
                    "no such version: the latest is " + state.latest() + ", use one up to that");
        }
        long low = 0;
        long high = head.seq();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (log.state(log.entry(middle)).latest() >= number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return commitOf(number, log.entry(low));
    }

    private String resource(ObjectKey key) {
        return root.store().location() + "/" + key;
    }
}
