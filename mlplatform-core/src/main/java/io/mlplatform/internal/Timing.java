package io.mlplatform.internal;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** What a platform does without being called: the clock that it goes by, and the thread that wakes up. */
public record Timing(Clock clock, ScheduledExecutorService scheduler) {}
