package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HttpDateTest {

    private static final DateTimeFormatter USUAL = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Test
    void theUsualFormIsReadAsThePlatformReadsIt() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            assertThat(HttpDate.parse(USUAL.format(time))).contains(time);
        }
    }

    @Test
    void otherFormsOfTheStandardAreRead() {
        assertThat(HttpDate.parse("Sun, 6 Nov 1994 08:49:37 GMT")).contains(Instant.parse("1994-11-06T08:49:37Z"));
        assertThat(HttpDate.parse("6 Nov 1994 08:49:37 +0100")).contains(Instant.parse("1994-11-06T07:49:37Z"));
    }

    @Test
    void whatIsNoDateIsNone() {
        assertThat(HttpDate.parse("")).isEmpty();
        assertThat(HttpDate.parse("Sun, 06 Nov 1994 25:49:37 GMT")).isEmpty();
        assertThat(HttpDate.parse("Sun, 06 Nov 19x4 08:49:37 GMT")).isEmpty();
        assertThat(HttpDate.parse("Sun, 31 Feb 1994 08:49:37 GMT")).isEmpty();
        assertThat(HttpDate.parse("Sun, 06 Xyz 1994 08:49:37 GMT")).isEmpty();
    }
}
