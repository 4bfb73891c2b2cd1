package io.mlplatform.internal.log;

import java.time.Instant;

/** The entry that a change is to fill. */
public record NextEntry(long seq, String writeId, Instant time, String actor) {}
