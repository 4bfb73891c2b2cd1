package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;

/** The format's limits on entries, so that a log stays cheap to read for ever. */
public final class StateLimits {

    /** An event's most bytes, its root not counted. */
    public static final int EVENT_BYTES = 64 * 1024;

    /** A root's most bytes within an entry. */
    public static final int INLINE_ROOT_BYTES = 16 * 1024;

    /** The most inputs within an entry. */
    public static final int INLINE_INPUTS = 64;

    /** The most bytes of what a face stores with a commit, within its entry. */
    public static final int INLINE_DETAIL_BYTES = 16 * 1024;

    /** The most bytes of a schema within an entry. */
    public static final int INLINE_SCHEMA_BYTES = 8 * 1024;

    static final int WRITERS = 256;
    private static final int ALIASES = 128;
    private static final int PINS = 256;
    private static final int RETIRED_RANGES = 1_000;
    private static final int STATE_BYTES = 160 * 1024;
    private static final int STATE_DETAIL_BYTES = 32 * 1024;
    private static final int REASON_BYTES = 512;

    private StateLimits() {}

    /** Refuses an entry that passes a limit, unless it frees room. */
    public static void check(String address, Proposal proposal) {
        if (proposal.event().shrinks()) {
            return;
        }
        EntityState state = proposal.state();
        require(address, "aliases", state.aliases().size(), ALIASES, "remove aliases that are no longer used");
        require(address, "pins", state.pins().size(), PINS, "unpin versions that are no longer needed");
        require(
                address,
                "retired ranges",
                state.retired().size(),
                RETIRED_RANGES,
                "retire neighbouring versions together");
        require(
                address,
                "bytes of event",
                CanonicalJson.encode(proposal.event().toJson()).length,
                EVENT_BYTES,
                "shorten the message and the details");
        require(
                address,
                "bytes of detail in the state",
                CanonicalJson.encode(state.detail()).length,
                STATE_DETAIL_BYTES,
                "keep less there, and the rest in files");
        ObjectNode withoutRoot = state.toJson();
        withoutRoot.remove("content");
        require(
                address,
                "bytes of state",
                CanonicalJson.encode(withoutRoot).length,
                STATE_BYTES,
                "remove aliases, pins and labels that are no longer used");
    }

    /** Refuses an approver's name or reason of more than 512 bytes. */
    static void checkReason(String text) {
        if (Utf8.length(text) > REASON_BYTES) {
            throw new IllegalArgumentException(
                    "who approves and the reason have at most 512 bytes each: shorten them, and link to the long text");
        }
    }

    private static void require(String address, String what, long actual, long most, String remedy) {
        if (actual > most) {
            throw new ConflictException(
                    address,
                    "the change would leave " + actual + " " + what + " where " + most + " are allowed: " + remedy);
        }
    }
}
