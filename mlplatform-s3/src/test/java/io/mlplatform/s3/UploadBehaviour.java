package io.mlplatform.s3;

import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a server misbehaves towards an upload, and what must come of it.
 *
 * @param act the requests that meet the scripts
 * @param first what the first of them meet
 * @param standing what all others meet, where that is not an honest answer
 */
record UploadBehaviour(
        String name, Ask ask, Act act, List<Script> first, Optional<Script> standing, Patience patience, End expected) {

    /** What is asked of the store. */
    enum Ask {
        UPLOAD_SMALL,
        UPLOAD_LARGE,
        PUT_SMALL,
        PUT_LARGE,
        /** Over another's object. */
        REPLACE_SMALL,
        /** Over another's object, if it is still there. */
        MATCH_SMALL;

        boolean isBulk() {
            return this == UPLOAD_SMALL || this == UPLOAD_LARGE;
        }

        boolean isOverAnothers() {
            return this == REPLACE_SMALL || this == MATCH_SMALL;
        }

        boolean isLarge() {
            return this == UPLOAD_LARGE || this == PUT_LARGE;
        }
    }

    /** How long the store waits for a silent server. */
    enum Patience {
        USUAL,
        SHORT
    }

    /** How the call ends. */
    enum End {
        STORED,
        NOT_MET,
        EXISTS,
        DENIED,
        NOT_FOUND,
        REFUSED,
        /** It is not known whether the object is there. */
        UNAVAILABLE
    }

    static UploadBehaviour once(String name, Ask ask, Act act, Script script, End expected) {
        return new UploadBehaviour(name, ask, act, List.of(script), Optional.empty(), Patience.USUAL, expected);
    }

    static UploadBehaviour twice(String name, Ask ask, Act act, Script script, End expected) {
        return new UploadBehaviour(name, ask, act, List.of(script, script), Optional.empty(), Patience.USUAL, expected);
    }

    static UploadBehaviour always(String name, Ask ask, Act act, Script script, End expected) {
        return new UploadBehaviour(name, ask, act, List.of(), Optional.of(script), Patience.USUAL, expected);
    }

    /** The same for a store that soon gives up a silent server. */
    UploadBehaviour hurried() {
        return new UploadBehaviour(name, ask, act, first, standing, Patience.SHORT, expected);
    }

    /** The same where later requests meet this. */
    UploadBehaviour after(Script script) {
        return new UploadBehaviour(name, ask, act, first, Optional.of(script), patience, expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
