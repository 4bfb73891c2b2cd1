package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.internal.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pruning by rows, held against looking at every file. */
class EntryFilterTest {

    private static final List<String> COLUMNS = List.of("split", "dt");
    private static final List<String> SPLITS = List.of("train", "test", PartitionPath.encode(Optional.empty()), "ü");

    @Test
    void rowsTellNothingThatTheirFilesDeny() {
        Random random = new Random(5);
        int pruned = 0;
        int whole = 0;
        for (int run = 0; run < 2_000; run++) {
            List<FileEntry> segment = segment(random);
            Row row = Row.of(segment, COLUMNS);
            EntryFilter filter = filter(random, segment);
            PartitionValues values = new PartitionValues(COLUMNS);
            long matching = segment.stream()
                    .filter(entry -> filter.matches(entry.path(), values))
                    .count();

            assertThat(filter.mayMatch(row) || matching == 0).isTrue();
            assertThat(!filter.matchesAll(row) || matching == segment.size()).isTrue();
            pruned += filter.mayMatch(row) ? 0 : 1;
            whole += filter.matchesAll(row) ? 1 : 0;
        }
        assertThat(pruned).isGreaterThan(200);
        assertThat(whole).isGreaterThan(100);
    }

    @Test
    void aPartitionIsFoundByItsValueNotItsSpelling() {
        FileEntry file = entry("split=train/dt=a%3Ab/x");
        Manifest manifest = Manifest.of(COLUMNS, List.of(file, entry("split=train/dt=b/x")));

        assertThat(manifest.entries(EntryFilter.partition("dt", Optional.of("a:b"))))
                .containsExactly(file);
        assertThat(manifest.entries(EntryFilter.partitions("dt", "a", "az"))).containsExactly(file);
        assertThat(manifest.entries(EntryFilter.partition("dt", Optional.empty())))
                .isEmpty();
    }

    @Test
    void aColumnThatIsNoneIsRefused() {
        Manifest manifest = Manifest.of(COLUMNS, List.of(entry("split=train/dt=1/x")));

        assertThatThrownBy(() -> manifest.entries(EntryFilter.partition("day", Optional.of("1")))
                        .toList())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'day' is no partition column")
                .hasMessageContaining("[split, dt]");
    }

    private static List<FileEntry> segment(Random random) {
        List<FileEntry> entries = new ArrayList<>();
        String split = SPLITS.get(random.nextInt(SPLITS.size()));
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            split = random.nextInt(4) == 0 ? SPLITS.get(random.nextInt(SPLITS.size())) : split;
            entries.add(entry("split=" + split + "/dt=" + random.nextInt(4) + "/f" + random.nextInt(5)));
        }
        entries.sort((left, right) -> Utf8.ORDER.compare(left.path(), right.path()));
        return entries;
    }

    private static EntryFilter filter(Random random, List<FileEntry> segment) {
        String path = segment.get(random.nextInt(segment.size())).path();
        String other = segment(random).get(0).path();
        String one = random.nextBoolean() ? path : other;
        return switch (random.nextInt(8)) {
            case 0 -> EntryFilter.prefix(one.substring(0, random.nextInt(one.length())));
            case 1 -> EntryFilter.range(one, Optional.of(other).filter(end -> random.nextBoolean()));
            case 2 -> EntryFilter.paths(List.of(one, other));
            case 3 -> EntryFilter.folders(List.of(PartitionPath.folder(one, 2), PartitionPath.folder(other, 2)));
            case 4 ->
                EntryFilter.partition(
                        "split", PartitionPath.values(one, COLUMNS).get(0));
            case 5 -> EntryFilter.partitions("dt", "1", "2");
            case 6 -> EntryFilter.where(text -> text.endsWith("1"));
            default -> EntryFilter.prefix("split=t").and(EntryFilter.partition("dt", Optional.of("1")));
        };
    }
}
