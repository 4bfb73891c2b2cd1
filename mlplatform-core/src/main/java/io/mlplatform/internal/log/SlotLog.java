package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.SeenHeads;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.json.Json;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.StoreLocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder of numbered slots, each filled once by put-if-absent: the mechanics of every log. Thread-safe. */
final class SlotLog {

    /** An entry's most bytes. */
    static final int MAX_ENTRY_BYTES = 256 * 1024;

    private static final int PAGE_BEHIND_STRAYS = 100;

    private final StoreLocation folder;
    private final String address;
    private final Context context;
    private final SeenHeads seen;

    /** @param address the entity, for messages */
    SlotLog(StoreLocation folder, String address, Context context, SeenHeads seen) {
        this.seen = seen;
        this.folder = folder;
        this.address = address;
        this.context = context;
    }

    /** Reads the end of the log: one LIST, and one GET where there is an entry. */
    Tip tip() {
        Optional<SeenHeads.Seen> before = seen.of(folder.prefix());
        Tip tip = read();
        before.ifPresent(known -> requireOnward(known, tip));
        tip.head().ifPresent(this::note);
        return tip;
    }

    private Tip read() {
        Listing page = endPage();
        Optional<Slot> newest = newest(page);
        if (newest.isEmpty()) {
            return new Tip(Optional.empty(), page.date());
        }
        long seq = newest.get().seq();
        StoredBytes stored = read(seq);
        return new Tip(Optional.of(decode(seq, stored)), stored.date());
    }

    /** The newest filled slot, if any is: one LIST. */
    Optional<Slot> newest() {
        return newest(endPage());
    }

    private Listing endPage() {
        Listing page = folder.store().list(folder.prefix(), "", Delimiter.NONE, 1);
        // S3Proxy lists a put in progress under a name of its own, and consoles leave objects that stand for folders.
        while (newest(page).isEmpty() && page.next().isPresent()) {
            page = folder.store().list(folder.prefix(), page.next().get(), Delimiter.NONE, PAGE_BEHIND_STRAYS);
        }
        return page;
    }

    // Entries are never deleted and never change: an end that this process has seen more of was tampered with.
    private void requireOnward(SeenHeads.Seen known, Tip tip) {
        if (tip.head().isEmpty()) {
            throw new NotFoundException(
                    address,
                    "is gone, and this process has seen its log up to entry " + known.seq()
                            + ": restore it; to begin anew under this name, open the platform again");
        }
        long seq = tip.nextSeq() - 1;
        boolean same = tip.head()
                .map(head -> head.seq() != known.seq() || head.digest().equals(known.digest()))
                .orElse(true);
        boolean follows = tip.head()
                .map(head ->
                        head.seq() != known.seq() + 1 || head.entry().parent().equals(Optional.of(known.digest())))
                .orElse(true);
        if (seq < known.seq() || !same || !follows) {
            throw new DataCorruptException(
                    address,
                    "its log ends with entry " + seq + ", which does not go on from entry " + known.seq()
                            + " as this process has seen it: entries were deleted, replaced or forged in the store;"
                            + " verify the log and restore it, then open the platform again");
        }
    }

    private void note(Head head) {
        seen.add(folder.prefix(), head.seq(), head.digest());
    }

    private Optional<Slot> newest(Listing page) {
        return page.objects().stream()
                .map(object -> new Slot(Keys.seqOf(folder, object.key()), object.lastModified()))
                .filter(slot -> slot.seq() >= 0)
                .findFirst();
    }

    /** Entry {@code seq}, which must exist. */
    Head entry(long seq) {
        return decode(seq, read(seq));
    }

    /** The entry that would follow {@code tip}; its time is never before the store's, and always after its parent's. */
    LogEntry next(Tip tip, ObjectNode event, ObjectNode state, String writeId) {
        if (tip.nextSeq() > Keys.MAX_SEQ) {
            throw new DataCorruptException(
                    address, "its log ends at the last place there is: that entry is forged, remove it to write again");
        }
        return new LogEntry(
                tip.nextSeq(),
                tip.head().map(Head::digest),
                writeId,
                nextTime(tip),
                context.settings().actor(),
                event,
                state);
    }

    static Instant nextTime(Tip tip) {
        Instant date = tip.date().truncatedTo(ChronoUnit.MILLIS);
        return tip.head()
                .map(SlotLog::after)
                .filter(earliest -> earliest.isAfter(date))
                .orElse(date);
    }

    private static Instant after(Head head) {
        if (!head.time().isBefore(Json.LAST_TIME)) {
            throw new DataCorruptException(
                    "entry " + head.seq(),
                    "is of " + head.time() + ", and times rise along a log: nothing can follow it; restore the log");
        }
        return head.time().plusMillis(1);
    }

    /**
     * Puts the entry into its slot, asking the store again as long as it does not answer.
     *
     * @throws CommitOutcomeUnknownException once a put went unanswered and nothing settled what became of it
     */
    Placement place(LogEntry entry, byte[] bytes) {
        ObjectKey key = Keys.slot(folder, entry.seq());
        @Nullable MlPlatformException unanswered = null;
        for (int attempt = 0; attempt <= context.settings().resends(); attempt++) {
            try {
                if (attempt > 0) {
                    context.pause().before(attempt);
                }
                PutOutcome outcome = folder.store().put(key, Content.of(bytes), PutCondition.ifAbsent());
                if (outcome instanceof PutOutcome.Stored) {
                    seen.add(folder.prefix(), entry.seq(), Digest.of(bytes));
                    return Placement.WON;
                }
                // A client that repeats by itself is told "not met" for its own put: only the bytes tell whose it is.
                unanswered = unanswered == null
                        ? new StorageUnavailableException(resource(key), "not read back")
                        : unanswered;
                return stands(key, entry.writeId(), bytes)
                        .orElseThrow(() -> new DataCorruptException(
                                resource(key), "the store says it exists and does not yield it: report this store"));
            } catch (StorageUnavailableException e) {
                unanswered = e;
                Optional<Placement> found = lookAfter(e, key, entry, bytes);
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unknown(entry, bytes, unanswered == null ? e : unanswered);
            } catch (RuntimeException e) {
                throw unanswered == null ? e : unknown(entry, bytes, e);
            }
        }
        throw unknown(entry, bytes, unanswered);
    }

    /** Settles a put of unknown outcome by filling its slot with the identical entry. */
    CommitResolution resolve(byte[] bytes) {
        return place(LogEntry.decode(bytes, address), bytes) == Placement.WON
                ? CommitResolution.COMMITTED
                : CommitResolution.NOT_COMMITTED;
    }

    private Optional<Placement> lookAfter(
            StorageUnavailableException cause, ObjectKey key, LogEntry entry, byte[] bytes) {
        try {
            return stands(key, entry.writeId(), bytes);
        } catch (StorageUnavailableException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            throw unknown(entry, bytes, e);
        }
    }

    private Optional<Placement> stands(ObjectKey key, String writeId, byte[] bytes) {
        StoredBytes stored = StoredBytes.read(folder.store(), key, MAX_ENTRY_BYTES);
        return stored.bytes().map(present -> {
            if (Arrays.equals(present, bytes)) {
                return Placement.WON;
            }
            return abandons(writeId, present, resource(key)) ? Placement.ABANDONED : Placement.LOST;
        });
    }

    private static boolean abandons(String writeId, byte[] present, String resource) {
        try {
            return LogEntry.decode(present, resource)
                    .event()
                    .path("abandons")
                    .asText()
                    .equals(writeId);
        } catch (DataCorruptException e) {
            // Of a newer format, or damaged: not the own bytes, so the slot is lost whatever it says.
            return false;
        }
    }

    private CommitOutcomeUnknownException unknown(LogEntry entry, byte[] bytes, @Nullable Throwable cause) {
        return new CommitOutcomeUnknownException(address, entry.seq(), entry.writeId(), bytes, cause);
    }

    private StoredBytes read(long seq) {
        return StoredBytes.read(folder.store(), Keys.slot(folder, seq), MAX_ENTRY_BYTES);
    }

    private Head decode(long seq, StoredBytes stored) {
        String resource = resource(Keys.slot(folder, seq));
        byte[] bytes = stored.bytes()
                .orElseThrow(() -> new DataCorruptException(
                        resource, "the log entry is missing, and entries are never deleted: restore it"));
        LogEntry entry = LogEntry.decode(bytes, resource);
        if (entry.seq() != seq) {
            throw new DataCorruptException(resource, "holds entry " + entry.seq() + ": restore the entry of this key");
        }
        return new Head(entry, Digest.of(bytes));
    }

    private String resource(ObjectKey key) {
        return folder.store().location() + "/" + key;
    }
}
