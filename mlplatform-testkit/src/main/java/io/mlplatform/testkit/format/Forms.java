package io.mlplatform.testkit.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spellings that the page prescribes for names, numbers, digests and times. */
final class Forms {
    static final Comparator<String> UTF8_ORDER = (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

    private static final Pattern TXN = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ENTITY_SEGMENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final Pattern VERSION_ALIAS = Pattern.compile("v[0-9]+");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Forms() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean txn(String text) {
        return TXN.matcher(text).matches();
    }

    /** A ULID; the page fixes the case for a txn only. */
    static boolean ulid(String text) {
        return txn(text.toLowerCase(Locale.ROOT));
    }

    static boolean digest(String text) {
        return DIGEST.matcher(text).matches();
    }

    static boolean entityName(String name) {
        List<String> segments = List.of(name.split("/", -1));
        return segments.size() >= 2
                && segments.size() <= 6
                && utf8(name).length <= 100
                && segments.stream()
                        .allMatch(each -> ENTITY_SEGMENT.matcher(each).matches() && !each.equals("data"));
    }

    static boolean alias(String name) {
        return ALIAS.matcher(name).matches()
                && !name.equals("latest")
                && !VERSION_ALIAS.matcher(name).matches();
    }

    static Optional<Instant> time(String text) {
        try {
            Instant time = Instant.parse(text);
            return TIME.format(time).equals(text) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
