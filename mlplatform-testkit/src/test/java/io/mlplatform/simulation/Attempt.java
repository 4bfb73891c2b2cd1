package io.mlplatform.simulation;

import io.mlplatform.CommitOutcomeUnknownException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One call of the library by an actor: what was asked for, what was sent for it, and what the caller was told. */
final class Attempt {

    /** What the caller was told. */
    enum Ending {
        RUNNING,
        DONE,
        REFUSED,
        UNKNOWN,
        CRASHED
    }

    private final String actor;
    private final String what;
    private final String log;
    private final Intent intent;
    private final int began;
    private final Map<String, String> sent = new LinkedHashMap<>();
    private Ending ending = Ending.RUNNING;
    private boolean needed = true;
    private int faults;
    private OptionalLong version = OptionalLong.empty();
    private Optional<CommitOutcomeUnknownException> unknown = Optional.empty();

    /**
     * @param log the folder of the log whose entry is the whole of it; empty for a call that writes none
     * @param began the moment of the truth
     */
    Attempt(String actor, String what, String log, Intent intent, int began) {
        this.actor = actor;
        this.what = what;
        this.log = log;
        this.intent = intent;
        this.began = began;
    }

    /** It may be done without an entry, where there is nothing to do. */
    Attempt ifNeeded() {
        needed = false;
        return this;
    }

    boolean isNeeded() {
        return needed;
    }

    String log() {
        return log;
    }

    Intent intent() {
        return intent;
    }

    int began() {
        return began;
    }

    Ending ending() {
        return ending;
    }

    /** The ids of the writes that left the process for it, with the key of each. */
    Map<String, String> sent() {
        return sent;
    }

    void struck() {
        faults++;
    }

    boolean wasStruck() {
        return faults > 0;
    }

    /** The version that the caller was given, where it is one. */
    OptionalLong version() {
        return version;
    }

    Optional<CommitOutcomeUnknownException> unknown() {
        return unknown;
    }

    void end(Ending told) {
        ending = told;
    }

    void done(long made) {
        version = OptionalLong.of(made);
    }

    void unknown(CommitOutcomeUnknownException outcome) {
        unknown = Optional.of(outcome);
    }

    @Override
    public String toString() {
        return actor + "'s " + what + " (" + ending
                + version.stream().mapToObj(v -> ", v" + v).findFirst().orElse("") + ")";
    }
}
