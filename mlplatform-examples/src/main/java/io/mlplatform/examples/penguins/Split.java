package io.mlplatform.examples.penguins;

import io.mlplatform.Digest;
import java.util.Locale;

/** A part of the penguins: those a model learns from, and those held out to score it. */
enum Split {
    TRAIN,
    TEST;

    /**
     * The part of the {@code row}-th penguin, counted from 1. A digest of the number decides, so the choice looks
     * random, puts about a quarter into {@link #TEST}, and is the same in every edition and on every machine.
     */
    static Split of(int row) {
        int firstByte = Integer.parseInt(Digest.of("penguin " + row).hex().substring(0, 2), 16);
        return firstByte < 256 / 4 ? TEST : TRAIN;
    }

    /** The folder of this part: {@code split=train} or {@code split=test}. */
    String folder() {
        return "split=" + name().toLowerCase(Locale.ROOT);
    }
}
