package io.mlplatform.internal.log;

/** An event, and the state that holds after it. */
public record Proposal(LogEvent event, EntityState state) {}
