package io.mlplatform.internal.log;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.store.Content;
import io.mlplatform.store.PutCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one entity, the only truth about it: entries {@code 0, 1, 2 …}, each put once, each with the whole state.
 * Appending is optimistic: of several writers one fills the next slot, the others look again. Thread-safe.
 */
public final class EntityLog {

    private static final Logger LOG = LoggerFactory.getLogger(EntityLog.class);

    private static final Set<String> OF_COLLECTION = Set.of("condemn", "swept");

    private final ZoneRoot root;
    private final EntityName entity;
    private final Keys keys;
    private final Context context;
    private final SlotLog slots;

    public EntityLog(ZoneRoot root, EntityName entity, Context context) {
        this.root = root;
        this.entity = entity;
        this.keys = root.keys(entity);
        this.context = context;
        this.slots = new SlotLog(keys.log(), root.address(entity), context, root.heads());
    }

    /** The entity's {@code mlp://} address without version. */
    public String address() {
        return root.address(entity);
    }

    /** Reads the end of the log: one LIST, and one GET where there is an entry. */
    public Tip tip() {
        return slots.tip();
    }

    /** Entry {@code seq}, which must exist. */
    public Head entry(long seq) {
        return slots.entry(seq);
    }

    /** The state after {@code head}. */
    public EntityState state(Head head) {
        return EntityState.of(head.entry().state(), resource(head.seq()));
    }

    /** The event of {@code head}. */
    public StoredJson event(Head head) {
        return StoredJson.of(head.entry().event(), resource(head.seq()));
    }

    /** What is wrong with the whole log up to its end, a line each; one GET an entry. */
    public List<String> problems() {
        return new LogCheck(address(), context, slots::entry).problems(tip());
    }

    /** The time of the entry that would follow {@code tip}: what is over is over by it. */
    public Instant nextTime(Tip tip) {
        return SlotLog.nextTime(tip);
    }

    /** True where {@code head} is a commit, and so has the root of its version. */
    public boolean isCommit(Head head) {
        return head.entry().type().equals("commit");
    }

    /**
     * Appends what {@code change} proposes, beginning with {@code tip}, and again on each new head while others come
     * first. Empty where the change found that nothing is to be appended.
     *
     * @throws ConflictException the change does not stand beside what others appended
     * @throws CommitOutcomeUnknownException the store never said whether the entry was stored
     */
    public Optional<Head> append(Tip tip, Change change) {
        root.conditions().requireSupported(root.store());
        Tip end = tip;
        for (int attempt = 0; attempt < context.settings().commitAttempts(); attempt++) {
            String writeId = context.ids().ulid();
            Optional<Proposal> proposal = proposal(end, change, writeId);
            if (proposal.isEmpty()) {
                return Optional.empty();
            }
            LogEntry entry = slots.next(
                    end, proposal.get().event().toJson(), proposal.get().state().toJson(), writeId);
            byte[] bytes = entry.encode();
            Placement placement = slots.place(entry, bytes);
            if (placement == Placement.WON) {
                Head head = new Head(entry, Digest.of(bytes));
                afterwards(head, bytes, change.after(head));
                return Optional.of(head);
            }
            if (placement == Placement.ABANDONED) {
                throw new ConflictException(
                        address(), "another process gave this write up while the store did not answer: try again");
            }
            end = slots.tip();
        }
        throw new ConflictException(
                address(),
                "other writers came first " + context.settings().commitAttempts()
                        + " times: try again, or raise Settings.commitAttempts");
    }

    /**
     * Makes the change on {@code tip} with all its checks, and writes nothing: what would be refused is refused before
     * anything is staged for it.
     */
    public void rehearse(Tip tip, Change change) {
        proposal(tip, change, context.ids().ulid());
    }

    /** As {@link #append(Tip, Change)}, from the end of the log as it is now. */
    public Optional<Head> append(Change change) {
        return append(tip(), change);
    }

    /** Settles an append of unknown outcome by filling its slot with the identical entry. */
    public CommitResolution resolve(CommitOutcomeUnknownException unknown) {
        root.conditions().requireSupported(root.store());
        return slots.resolve(unknown.entry());
    }

    /**
     * Settles a write of which only the id is known, by filling its slot with a {@code noop}; for whoever takes over
     * from a process that died between staging and commit.
     */
    public CommitResolution abandon(long seq, String writeId) {
        root.conditions().requireSupported(root.store());
        Tip before = seq == 0
                ? new Tip(Optional.empty(), slots.tip().date())
                : new Tip(Optional.of(entry(seq - 1)), slots.tip().date());
        before.head().ifPresentOrElse(this::requireUnderstood, this::putMarker);
        EntityState state = before.head()
                .map(head -> state(head).carriedFrom(head.seq()))
                .orElseGet(() -> EntityState.initial(LogEvent.Create.NOTHING, List.of()));
        LogEntry noop = slots.next(
                before,
                new LogEvent.Noop(writeId).toJson(),
                state.toJson(),
                context.ids().ulid());
        if (slots.place(noop, noop.encode()) == Placement.WON) {
            return CommitResolution.NOT_COMMITTED;
        }
        return entry(seq).writeId().equals(writeId) ? CommitResolution.COMMITTED : CommitResolution.NOT_COMMITTED;
    }

    private Optional<Proposal> proposal(Tip end, Change change, String writeId) {
        end.head().ifPresent(this::requireUnderstood);
        NextEntry next = new NextEntry(
                end.nextSeq(),
                writeId,
                SlotLog.nextTime(end),
                context.settings().actor());
        Optional<Proposal> proposal = change.on(end, next);
        proposal.ifPresent(made -> StateLimits.check(address(), made));
        return proposal;
    }

    // Whoever died may have died before it: an entity is listed before it has an entry.
    private void putMarker() {
        root.store().put(keys.entityMarker(), Content.of(new byte[0]), PutCondition.ifAbsent());
    }

    /**
     * Fails where an entry, or the state that it leaves, says what only a newer version understands.
     *
     * @throws ConflictException it does
     */
    public void requireUnderstood(Head head) {
        if (!LogEvent.TYPES.contains(head.entry().type())
                || !state(head).requires().isEmpty()) {
            throw new ConflictException(
                    address(),
                    "a newer mlplatform wrote entry " + head.seq() + " (event '"
                            + head.entry().type() + "', requires " + state(head).requires()
                            + "): it can be read, but use that version to write here");
        }
    }

    private void afterwards(Head head, byte[] bytes, List<Runnable> chores) {
        List<Runnable> tasks = new ArrayList<>();
        chores.forEach(chore -> tasks.add(() -> derived(chore)));
        // To its readers a copy that is written anew is a sign of life, which collection must not give for a lost run.
        if (state(head).kind().equals("run")
                && !OF_COLLECTION.contains(head.entry().type())) {
            tasks.add(() -> derived(() -> root.store().put(keys.headCopy(), Content.of(bytes), PutCondition.always())));
        }
        if (root.conditions().isPending()) {
            tasks.add(() -> root.conditions().repeat(root.store(), Keys.slot(keys.log(), head.seq()), bytes));
        }
        if (!tasks.isEmpty()) {
            derived(() -> Parallel.run(context.executor(), address(), tasks));
        }
    }

    // The entry stands and what is derived from it can be rebuilt, so its failure, an interrupt or a closed executor
    // must not be told as the change's. Only a store that ignores conditions makes the entry itself doubtful.
    private void derived(Runnable chore) {
        try {
            chore.run();
        } catch (UnsupportedStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}: a derived object was not written; readers do without, a later writer completes it",
                    address(),
                    e);
        }
    }

    private String resource(long seq) {
        return root.store().location() + "/" + Keys.slot(keys.log(), seq);
    }
}
