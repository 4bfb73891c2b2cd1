package io.mlplatform.s3;

import java.time.Duration;

/** Settings that are more than nothing. */
final class Positive {

    private Positive() {}

    static Duration timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing: " + timeout);
        }
        return timeout;
    }

    static int count(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least 1 is needed: " + count);
        }
        return count;
    }
}
