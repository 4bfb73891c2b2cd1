package io.mlplatform.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Dates of HTTP. Those of the usual form are read by hand: each answer has two, and beside small objects the platform's
 * formatter costs, most of all until it is compiled.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, Date/Time Formats</a>
 */
final class HttpDate {

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int USUAL_LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();

    private HttpDate() {}

    /** The time, or empty where it is none. */
    static Optional<Instant> parse(String text) {
        try {
            int month =
                    text.length() == USUAL_LENGTH && text.endsWith(" GMT") ? MONTHS.indexOf(text.substring(8, 11)) : -1;
            if (month < 0) {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            }
            return Optional.of(LocalDateTime.of(
                            Integer.parseInt(text, 12, 16, 10),
                            month + 1,
                            Integer.parseInt(text, 5, 7, 10),
                            Integer.parseInt(text, 17, 19, 10),
                            Integer.parseInt(text, 20, 22, 10),
                            Integer.parseInt(text, 23, 25, 10))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
