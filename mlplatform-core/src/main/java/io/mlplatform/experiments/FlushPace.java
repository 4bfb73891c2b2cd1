package io.mlplatform.experiments;

import java.time.Duration;

/** How long a run waits between two commits: the longer, the more of them there are. */
final class FlushPace {

    private static final int COMMITS_A_DOUBLING = 6;
    private static final int MOST_DOUBLINGS = 20;

    private FlushPace() {}

    /** The least time to the next commit after {@code commits}: about a sixth of the time that they took. */
    static Duration interval(Duration least, long commits) {
        return least.multipliedBy(1L << Math.min(commits / COMMITS_A_DOUBLING, MOST_DOUBLINGS));
    }
}
