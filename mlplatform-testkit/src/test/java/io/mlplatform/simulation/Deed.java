package io.mlplatform.simulation;

/**
 * One thing that an actor does.
 *
 * @param seed decides all that is left open
 */
record Deed(DeedKind kind, long seed) {}
