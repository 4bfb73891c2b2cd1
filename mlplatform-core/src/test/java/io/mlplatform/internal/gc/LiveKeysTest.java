package io.mlplatform.internal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.ObjectKey;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveKeysTest {

    private static final String DATA = "datasets/growth/churn/data/";
    private static final String TXN = "01j00000000000000000000000/";

    @Test
    void aFileThatIsToBeErasedIsNeverTakenForLiveByChance() {
        LiveKeys byFilter = live(Set.of());
        String path = IntStream.range(0, 100_000)
                .mapToObj(i -> "people-" + i + ".csv")
                .filter(dead -> byFilter.mayContain(key(dead)))
                .findFirst()
                .orElseThrow();

        LiveKeys exactly = live(Set.of(path, "live-7.csv"));

        assertThat(exactly.mayContain(key(path))).isFalse();
        assertThat(exactly.mayContain(key("live-7.csv"))).isTrue();
        assertThat(exactly.mayContain(key("live-8.csv"))).isTrue();
    }

    private static LiveKeys live(Set<String> exactPaths) {
        LiveKeys keys = new LiveKeys(DATA, exactPaths);
        IntStream.range(0, 16_000).forEach(i -> keys.add(key("live-" + i + ".csv")));
        return keys;
    }

    private static ObjectKey key(String path) {
        return ObjectKey.of(DATA + TXN + path);
    }
}
