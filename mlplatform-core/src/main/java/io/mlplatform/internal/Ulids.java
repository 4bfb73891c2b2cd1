package io.mlplatform.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * ULIDs from a clock and 80 random bits; only their uniqueness is relied on, never their order.
 *
 * @see <a href="https://github.com/ulid/spec">ULID specification</a>
 */
public final class Ulids implements Ids {

    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final int TIME_CHARS = 10;
    private static final int RANDOM_CHARS = 16;

    private final Clock clock;
    private final RandomGenerator random;

    public Ulids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String ulid() {
        StringBuilder id = new StringBuilder(TIME_CHARS + RANDOM_CHARS);
        long millis = clock.millis();
        for (int shift = (TIME_CHARS - 1) * 5; shift >= 0; shift -= 5) {
            id.append(CROCKFORD[(int) (millis >>> shift) & 31]);
        }
        for (int i = 0; i < RANDOM_CHARS; i++) {
            id.append(CROCKFORD[random.nextInt(32)]);
        }
        return id.toString();
    }

    /** When the id was made, by its maker's clock, to the millisecond. */
    public static Instant time(String ulid) {
        long millis = 0;
        for (int i = 0; i < TIME_CHARS; i++) {
            millis = millis << 5 | Arrays.binarySearch(CROCKFORD, ulid.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** The id itself; {@code IllegalArgumentException} where it is none, and so could spell a path. */
    public static String require(String text) {
        if (!isUlid(text)) {
            throw new IllegalArgumentException("not a ULID: '" + text + "'");
        }
        return text;
    }

    /** True for 26 characters of the alphabet. */
    public static boolean isUlid(String text) {
        return ULID.matcher(text).matches();
    }
}
