package io.mlplatform.internal.log;

import java.util.Optional;

/**
 * What stands in a slot of a log, also where that cannot be read.
 *
 * @param head empty where the entry is damaged, missing or of a newer format
 * @param problem why; empty where it can be read
 */
public record ReviewedEntry(long seq, Optional<Head> head, String problem) {}
