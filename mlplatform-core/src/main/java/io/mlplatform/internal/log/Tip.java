package io.mlplatform.internal.log;

import java.time.Instant;
import java.util.Optional;

/**
 * The end of a log as it was read.
 *
 * @param head the newest entry; empty where there is none yet
 * @param date the store's clock when it answered
 */
public record Tip(Optional<Head> head, Instant date) {

    /** The place of the next entry. */
    public long nextSeq() {
        return head.map(newest -> newest.seq() + 1).orElse(0L);
    }

    /** The place of the newest entry, 0 where there is none: what a commit keeps as its {@code baseSeq}. */
    public long baseSeq() {
        return head.map(Head::seq).orElse(0L);
    }
}
