package io.mlplatform;

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
 */
public record Settings(String actor, int commitAttempts, int resends, int parallelism) {

    private static final int MAX_ACTOR_LENGTH = 256;

    public Settings {
        if (actor.isBlank() || actor.length() > MAX_ACTOR_LENGTH) {
            throw new IllegalArgumentException("an actor has 1 to 256 characters: '" + actor + "'");
        }
        if (commitAttempts < 1 || resends < 0 || parallelism < 1) {
            throw new IllegalArgumentException("attempts and parallelism are at least 1, resends at least 0");
        }
    }

    /** The process user as actor, 100 attempts, 5 resends, 8 requests at a time. */
    public static Settings defaults() {
        return new Settings(System.getProperty("user.name", "unknown"), 100, 5, 8);
    }

    public Settings withActor(String newActor) {
        return new Settings(newActor, commitAttempts, resends, parallelism);
    }

    public Settings withCommitAttempts(int attempts) {
        return new Settings(actor, attempts, resends, parallelism);
    }

    public Settings withResends(int newResends) {
        return new Settings(actor, commitAttempts, newResends, parallelism);
    }

    public Settings withParallelism(int newParallelism) {
        return new Settings(actor, commitAttempts, resends, newParallelism);
    }
}
