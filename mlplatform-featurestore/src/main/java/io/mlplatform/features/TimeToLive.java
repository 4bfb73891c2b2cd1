package io.mlplatform.features;

import java.io.Serializable;
import java.time.Duration;

/** How long a value holds after its event time. */
public sealed interface TimeToLive extends Serializable permits TimeToLive.Unlimited, TimeToLive.Within {

    /** Values hold until the next one. */
    static TimeToLive unlimited() {
        return new Unlimited();
    }

    /** Values hold that long, the last microsecond included; zero means at their event time only. */
    static TimeToLive within(Duration bound) {
        return new Within(bound);
    }

    /** Values hold until the next one: this is not a bound of zero. */
    record Unlimited() implements TimeToLive {
        @Override
        public String toString() {
            return "no TTL";
        }
    }

    /**
     * Values hold up to a bound.
     *
     * @param bound in whole microseconds, inclusive, from zero up to 10,000 years
     */
    record Within(Duration bound) implements TimeToLive {

        private static final Duration LONGEST = Duration.ofDays(3_652_500);

        public Within {
            if (bound.isNegative() || bound.compareTo(LONGEST) > 0 || bound.getNano() % 1_000 != 0) {
                throw new IllegalArgumentException("not a time to live: " + bound
                        + ": use whole microseconds, from zero up to 10,000 years, or no TTL at all");
            }
        }

        long micros() {
            return bound.getSeconds() * 1_000_000 + bound.getNano() / 1_000;
        }

        @Override
        public String toString() {
            return "TTL " + bound;
        }
    }
}
