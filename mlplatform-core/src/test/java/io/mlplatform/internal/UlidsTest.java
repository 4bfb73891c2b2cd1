package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UlidsTest {

    /** The time of the specification's own example, {@code 01ARYZ6S41…}. */
    @Test
    void theFirstTenCharactersAreTheTime() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_469_918_176_385L), ZoneOffset.UTC);

        String id = new Ulids(clock, new Random(1)).ulid();
        assertThat(id).startsWith("01aryz6s41").hasSize(26);
        assertThat(Ulids.time(id)).isEqualTo(clock.instant());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        Ulids ids = new Ulids(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(1));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.ulid());
        }

        assertThat(seen).hasSize(10_000).allMatch(Ulids::isUlid);
    }

    @Test
    void onlyLowerCaseCrockfordIsAUlid() {
        String good = "01aryz6s410000000000000000";
        assertThat(Ulids.isUlid(good)).isTrue();
        assertThat(List.of(
                        "",
                        good.toUpperCase(),
                        good + "0",
                        good.substring(1),
                        good.replace('y', 'i'),
                        good.replace('y', 'l'),
                        good.replace('y', 'o'),
                        good.replace('y', 'u'),
                        "8" + good.substring(1)))
                .noneMatch(Ulids::isUlid);
    }
}
