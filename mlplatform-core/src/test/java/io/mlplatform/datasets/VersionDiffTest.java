package io.mlplatform.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Column;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionDiffTest {

    private static final PinnedRef FROM = ref(1);
    private static final PinnedRef TO = ref(2);

    @Test
    void aDifferenceIsALineAPath() {
        VersionFile after = file("c.csv", 5);
        VersionDiff diff = new VersionDiff(
                FROM,
                TO,
                List.of(file("a.csv", 1)),
                List.of(file("b.csv", 2)),
                List.of(new VersionDiff.Changed(file("c.csv", 3), after)),
                List.of(Column.nullable("plan", "string")),
                List.of());

        assertThat(diff.toString().lines())
                .containsExactly(
                        FROM + " → " + TO + ": 1 added, 1 removed, 1 changed",
                        "+ a.csv (1 bytes)",
                        "- b.csv (2 bytes)",
                        "~ c.csv (3 → 5 bytes, " + after.identity().substring(0, 12) + ")",
                        "+ column plan: string?");
        assertThat(diff.isEmpty()).isFalse();
    }

    @Test
    void twentyPathsOfAKindAreShown() {
        List<VersionFile> files =
                IntStream.range(0, 25).mapToObj(i -> file("f" + i, i)).toList();

        assertThat(new VersionDiff(FROM, TO, files, List.of(), List.of(), List.of(), List.of())
                        .toString()
                        .lines())
                .hasSize(1 + 20 + 1)
                .endsWith("+ … and 5 more");
    }

    @Test
    void equalContentIsSaidInOneLine() {
        VersionDiff diff = new VersionDiff(FROM, TO, List.of(), List.of(), List.of(), List.of(), List.of());

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff).hasToString(FROM + " → " + TO + ": 0 added, 0 removed, 0 changed");
    }

    private static PinnedRef ref(long version) {
        return new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), version, Digest.of("v" + version));
    }

    private static VersionFile file(String path, long size) {
        return new VersionFile(path, size, Digest.of(path + size));
    }
}
