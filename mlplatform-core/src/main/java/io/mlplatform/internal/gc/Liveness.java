package io.mlplatform.internal.gc;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogWalk;
import io.mlplatform.internal.log.Pin;
import io.mlplatform.internal.log.RetiredRange;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.manifest.ManifestReach;
import io.mlplatform.store.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an entity is live at one head of its log: told by the log alone, never by the derived index. Whatever of it cannot
 * be read is a failure, so that nothing is taken for dead unseen. Not thread-safe.
 */
final class Liveness {

    private final String address;
    private final Head head;
    private final Instant now;
    private final Instant date;
    private final EntityState state;
    private final List<RetiredRange> dead;
    private final Set<Long> pinned;
    private final TxnSet committed = new TxnSet();
    private final TxnSet live = new TxnSet();
    private final TxnSet condemned = new TxnSet();
    private final TxnSet givenUp = new TxnSet();
    private final LiveKeys keys;
    private boolean unswept;
    private long versions;

    private Liveness(EntityLog log, Head head, Tip tip, LiveKeys keys) {
        this.keys = keys;
        this.address = log.address();
        this.head = head;
        this.now = log.nextTime(tip);
        this.date = tip.date();
        this.state = log.state(head);
        this.dead = state.retired().stream()
                .filter(range -> !range.until().isAfter(now))
                .toList();
        this.pinned = state.pins().values().stream().map(Pin::version).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the whole log and all live manifests.
     *
     * @param head the end of the log
     * @param tip as it was read with the store's clock
     * @param exactPaths of files about which nothing is left to chance
     * @throws DataCorruptException something live cannot be read, or the log contradicts itself
     */
    static Liveness of(
            ZoneRoot root,
            EntityName entity,
            EntityLog log,
            Head head,
            Tip tip,
            Context context,
            Set<String> exactPaths) {
        Keys spelled = root.keys(entity);
        LiveKeys keys = new LiveKeys(spelled.data().prefix(), exactPaths);
        Liveness liveness = new Liveness(log, head, tip, keys);
        ManifestReach reach = new ManifestReach(root.store(), spelled, context, liveness::reached);
        LogWalk.to(log, head, context, entry -> liveness.entry(log, entry, reach));
        liveness.requireConsistent();
        return liveness;
    }

    private void entry(EntityLog log, Head entry, ManifestReach reach) {
        // What a newer writer says may keep something alive.
        log.requireUnderstood(entry);
        StoredJson event = log.event(entry);
        if (log.isCommit(entry)) {
            versions++;
            String txn = event.parsed("txn", Ulids::require, "a transaction id");
            committed.add(txn);
            if (!isDead(versions)) {
                live.add(txn);
                reach.content(log.state(entry).content().orElseThrow(() -> corrupt(entry, "is a commit without root")));
                documents(event, reach);
            }
        } else if (event.text("type").equals("condemn")) {
            event.parsedTexts("txns", Ulids::require, "transaction ids").forEach(condemned::add);
            unswept = true;
        } else if (event.text("type").equals("swept")) {
            unswept = false;
        }
    }

    // Whatever member of a commit names a document, also one of a newer writer, keeps it.
    private static void documents(StoredJson event, ManifestReach reach) {
        for (JsonNode member : event.node()) {
            if (member.isObject()) {
                reach.document(StoredJson.of(member, event.resource()));
            }
        }
    }

    /** Whether something is dead by the store's clock alone: by no entry's time yet. */
    boolean isDeadByTheClockAlone() {
        return dead.stream().anyMatch(range -> range.until().isAfter(head.time()));
    }

    private void reached(String txn, ObjectKey key) {
        live.add(txn);
        keys.add(key);
    }

    private void requireConsistent() {
        if (versions != state.latest()) {
            throw corrupt(head, "says that there are " + state.latest() + " versions after " + versions + " commits");
        }
        condemned.forEach(txn -> {
            if (live.contains(txn)) {
                throw corrupt(head, "leaves " + txn + " live, which was condemned before");
            }
        });
    }

    private DataCorruptException corrupt(Head entry, String what) {
        return new DataCorruptException(
                address, "entry " + entry.seq() + " " + what + ": nothing was collected; verify and restore the log");
    }

    Head head() {
        return head;
    }

    EntityState state() {
        return state;
    }

    /** The time by which retired versions are dead: that of an entry appended here. */
    Instant now() {
        return now;
    }

    /** The store's clock when the head was read. */
    Instant date() {
        return date;
    }

    boolean isDead(long version) {
        return dead.stream().anyMatch(range -> range.contains(version)) && !pinned.contains(version);
    }

    /** The version that committed the transaction, 0 for none. */
    long versionOf(String txn) {
        return committed.indexOf(txn) + 1L;
    }

    /** True where something of the transaction is live. */
    boolean isLive(String txn) {
        return live.contains(txn);
    }

    /** True where an entry up to the head gave the transaction up. */
    boolean isCondemned(String txn) {
        return condemned.contains(txn);
    }

    /** True where the newest condemnation has no {@code swept} behind it. */
    boolean isUnswept() {
        return unswept;
    }

    /** False only where no live version names the key. */
    boolean mayBeLive(ObjectKey key) {
        return keys.mayContain(key);
    }

    /** True where this collection gave the transaction up. */
    boolean isGivenUp(String txn) {
        return givenUp.contains(txn);
    }

    /** Tells of a transaction that an entry behind the head gave up, which stands. */
    void giveUp(String txn) {
        givenUp.add(txn);
    }
}
