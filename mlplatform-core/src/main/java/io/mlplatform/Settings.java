package io.mlplatform;

import java.time.Duration;

/**
 * The tunables of a platform; immutable.
 *
 * @param actor who the log says made a change: a claim, as the proof is in the store's own audit (CloudTrail). Set it
 *     where the process user's name says little, as in a container
 * @param commitAttempts how often one change is tried again after another writer came first; raise it for hundreds of
 *     writers on one entity
 * @param resends how often a log entry is sent again when the store does not answer, before its outcome is reported as
 *     unknown; raise it where outages of a minute are to be waited for
 * @param parallelism how many control requests run at a time; more helps only very large manifests
 * @param retireGrace how long a retired version stays readable; lengthen it where readers work on one version for weeks
 * @param inFlightGrace how old the newest object of an unfinished publish is before collection gives that publish up;
 *     lengthen it where publishes take days. Safety does not rest on it: a publish that is given up fails, and loses nothing
 */
public record Settings(
        String actor, int commitAttempts, int resends, int parallelism, Duration retireGrace, Duration inFlightGrace) {

    private static final int MAX_ACTOR_LENGTH = 256;
    private static final Duration LONGEST_GRACE = Duration.ofDays(36_525);
    private static final Duration WEEK = Duration.ofDays(7);

    public Settings {
        if (actor.isBlank() || actor.length() > MAX_ACTOR_LENGTH) {
            throw new IllegalArgumentException("an actor has 1 to 256 characters: '" + actor + "'");
        }
        if (commitAttempts < 1 || resends < 0 || parallelism < 1) {
            throw new IllegalArgumentException("attempts and parallelism are at least 1, resends at least 0");
        }
        requireGrace(retireGrace);
        requireGrace(inFlightGrace);
    }

    private static void requireGrace(Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("a grace lasts from nothing to 100 years: " + grace);
        }
    }

    /** The process user as actor, 100 attempts, 5 resends, 8 requests at a time, 7 days of grace. */
    public static Settings defaults() {
        return new Settings(System.getProperty("user.name", "unknown"), 100, 5, 8, WEEK, WEEK);
    }

    public Settings withActor(String newActor) {
        return new Settings(newActor, commitAttempts, resends, parallelism, retireGrace, inFlightGrace);
    }

    public Settings withCommitAttempts(int attempts) {
        return new Settings(actor, attempts, resends, parallelism, retireGrace, inFlightGrace);
    }

    public Settings withResends(int newResends) {
        return new Settings(actor, commitAttempts, newResends, parallelism, retireGrace, inFlightGrace);
    }

    public Settings withParallelism(int newParallelism) {
        return new Settings(actor, commitAttempts, resends, newParallelism, retireGrace, inFlightGrace);
    }

    public Settings withRetireGrace(Duration grace) {
        return new Settings(actor, commitAttempts, resends, parallelism, grace, inFlightGrace);
    }

    public Settings withInFlightGrace(Duration grace) {
        return new Settings(actor, commitAttempts, resends, parallelism, retireGrace, grace);
    }
}
