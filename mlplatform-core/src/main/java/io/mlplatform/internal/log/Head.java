package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import java.time.Instant;
import java.util.Optional;

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

    /** The digest of the entry before, by which the log is a chain; empty in entry 0. */
    public Optional<Digest> parent() {
        return entry.parent();
    }

    /** What the entry says has happened, as it is stored: not checked. */
    public ObjectNode event() {
        return entry.event();
    }
}
