package io.mlplatform.internal.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** The place of the newest entry, if there is one: what a commit keeps as its {@code baseSeq}. */
    public OptionalLong baseSeq() {
        return head.map(newest -> OptionalLong.of(newest.seq())).orElse(OptionalLong.empty());
    }
}
