package io.mlplatform.protocol;

import java.util.function.Function;

/**
 * One public operation of the library, to be swept.
 *
 * @param name as {@link PublicOperations} spells it
 * @param prepared what comes before it, and gives the operation itself
 */
record SweptOperation(String name, Function<SweepStage, Call> prepared) {

    /** The operation; what it gives is of no interest. */
    interface Call {
        void run() throws Exception;
    }

    static SweptOperation of(String name, Function<SweepStage, Call> prepared) {
        return new SweptOperation(name, prepared);
    }

    @Override
    public String toString() {
        return name;
    }
}
