package io.mlplatform.collection;

import java.time.Duration;

/**
 * Which versions stay: the newest ones, and those of the last time. The latest, and what aliases and pins hold, stay by any
 * rule. Immutable.
 *
 * @param last how many of the newest versions stay, 1 or more
 * @param time how long a version stays after its commit; zero for no longer than it is among the newest
 */
public record RetentionRule(int last, Duration time) {

    public RetentionRule {
        if (last < 1 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "a rule keeps one version at least, and no negative time: " + last + ", " + time);
        }
    }

    /** Keeps the newest versions. */
    public static RetentionRule keepLast(int versions) {
        return new RetentionRule(versions, Duration.ZERO);
    }

    /** Keeps what was committed within this time, and the latest. */
    public static RetentionRule keepFor(Duration time) {
        return new RetentionRule(1, time);
    }

    /** Keeps what was committed within this time as well. */
    public RetentionRule andFor(Duration longer) {
        return new RetentionRule(last, longer);
    }
}
