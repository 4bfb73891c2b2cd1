package io.mlplatform.internal;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a platform does without being called.
 *
 * @param clock that it goes by
 * @param scheduler that wakes up, and asks no store itself
 * @param workers that do what is due then, none waiting for another
 */
public record Timing(Clock clock, ScheduledExecutorService scheduler, Executor workers) {}
