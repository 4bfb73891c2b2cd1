package io.mlplatform.internal.log;

import java.time.Instant;

/**
 * A filled place of a log, as a listing shows it.
 *
 * @param stored when it was filled, by the store's clock
 */
public record Slot(long seq, Instant stored) {}
