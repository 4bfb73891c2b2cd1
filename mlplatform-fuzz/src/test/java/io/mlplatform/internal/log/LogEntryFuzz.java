package io.mlplatform.internal.log;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.SeenHeads;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Entries of an entity's log: what they say, what is asked of their state, and what would be appended to them. */
public final class LogEntryFuzz implements FuzzTarget {

    private static final EntityName ENTITY = EntityName.of("growth/churn");
    private static final AliasTarget TARGET =
            new AliasTarget(1, Digest.of("content"), FuzzLake.CLOCK.instant(), "anna", "why");
    private static final WriterToken TOKEN = new WriterToken("engine", 7, 0);

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake().objects("/_log/");
    }

    @Override
    public void read(byte[] document) {
        long seq = LogEntry.decode(document, "entry").seq();
        if (seq > Keys.MAX_SEQ) {
            throw new DataCorruptException("entry", "no key has this number");
        }
        ZoneRoot zone = new ZoneRoot(Zone.DATASETS, new StoreLocation(new MemoryStore(FuzzLake.CLOCK), "datasets/"));
        StoreLocation folder = zone.keys(ENTITY).log();
        zone.store().put(Keys.slot(folder, seq), Content.of(document), PutCondition.ifAbsent());
        EntityLog log = new EntityLog(zone, ENTITY, FuzzLake.context());
        Tip tip = log.tip();
        Head head = tip.head().orElseThrow();
        EntityState state = log.state(head);
        Steps.all(
                state::kind,
                state::latest,
                state::content,
                () -> found(() -> log.entry(state.contentSeq(seq))),
                state::aliases,
                state::protectedAliases,
                () -> state.isRetired(2),
                () -> state.requireAssignable(1, "entity"),
                state::pins,
                state::writers,
                state::writersFloor,
                state::requires,
                state::detail,
                () -> Commit.tokenOf(log.event(head)),
                () -> commit(log, head),
                () -> WriterTokens.versionOf(log, tip, TOKEN),
                () -> WriterTokens.record(state, TOKEN, 3, seq),
                () -> Fence.require(log, tip, OptionalLong.empty(), "01jd0000000000000000000001", List.of(1L)),
                () -> found(() -> new VersionIndex(zone, ENTITY, log).latest(tip)),
                () -> found(() -> new VersionIndex(zone, ENTITY, log).require(1)),
                () -> log.rehearse(tip, this::pinned),
                () -> requireReadable(new SlotLog(folder, "log", FuzzLake.context(), new SeenHeads()), tip, state));
    }

    private static void commit(EntityLog log, Head head) {
        if (log.isCommit(head)) {
            VersionRecord.of(log, head);
        }
    }

    // The log has this one entry: that another is missing says nothing against it.
    private static void found(Runnable read) {
        try {
            read.run();
        } catch (DataCorruptException e) {
            if (!String.valueOf(e.getMessage()).contains("the log entry is missing")) {
                throw e;
            }
        }
    }

    private Optional<Proposal> pinned(Tip tip, NextEntry next) {
        EntityState state = EntityState.of(tip.head().orElseThrow().entry().state(), "state")
                .carriedFrom(tip.nextSeq() - 1)
                .withAlias(AliasName.of("staging"), TARGET)
                .withPin(next.writeId(), new Pin(1, "alias:production"));
        return Optional.of(new Proposal(new LogEvent.Hold(new Pin(1, "alias:production")), state));
    }

    // Whatever was taken from a bucket can be carried over into an entry that others read.
    private static void requireReadable(SlotLog slots, Tip tip, EntityState state) {
        LogEntry next = slots.next(tip, new LogEvent.Noop("x").toJson(), state.toJson(), "01jd0000000000000000000001");
        LogEntry.decode(next.encode(), "the next entry");
    }
}
