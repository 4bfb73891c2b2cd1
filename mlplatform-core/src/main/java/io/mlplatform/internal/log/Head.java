package io.mlplatform.internal.log;

import io.mlplatform.Digest;
import java.time.Instant;

/** An entry as it is stored, with the digest of its bytes. */
public record Head(LogEntry entry, Digest digest) {

    public long seq() {
        return entry.seq();
    }

    public Instant time() {
        return entry.time();
    }

    /** Who says to have made the entry. */
    public String actor() {
        return entry.actor();
    }

    /** The id of the write that made the entry. */
    public String writeId() {
        return entry.writeId();
    }
}
