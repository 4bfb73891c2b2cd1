package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentCacheTest {

    @Test
    void thoseUsedLastStayWithinTheBound() {
        SegmentCache cache = new SegmentCache(100);
        for (int i = 0; i < 5; i++) {
            cache.add("segment " + i, new byte[20]);
        }
        assertThat(cache.find("segment 0")).isPresent();

        cache.add("one more", new byte[25]);

        assertThat(cache.bytes()).isEqualTo(85);
        assertThat(cache.find("segment 0")).isPresent();
        assertThat(cache.find("segment 1")).isEmpty();
        assertThat(cache.find("segment 2")).isEmpty();
        assertThat(cache.find("one more")).isPresent();
    }

    @Test
    void whatIsAddedAgainCountsOnceAndWhatIsTooLargeNotAtAll() {
        SegmentCache cache = new SegmentCache(100);
        cache.add("segment", new byte[20]);
        cache.add("segment", new byte[20]);
        cache.add("large", new byte[26]);

        assertThat(cache.bytes()).isEqualTo(20);
        assertThat(cache.find("large")).isEmpty();
    }
}
