package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.VersionFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionPlanTest {

    private static final CompactionPlan PLAN = new CompactionPlan(10, 20);

    @Test
    void smallFilesOfAPartitionGoTogetherAsFarAsTheyFit() {
        assertThat(together(9, 9, 9, 1, 9)).containsExactly(List.of(0, 1), List.of(2, 3, 4));
        assertThat(together(9, 9, 9)).containsExactly(List.of(0, 1));
        assertThat(together(5, 5, 5, 5)).containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void largeFilesAndOnesThatAreAloneStay() {
        assertThat(together(10, 3, 12)).isEmpty();
        assertThat(together(10, 3, 12, 4)).containsExactly(List.of(1, 3));
        assertThat(together()).isEmpty();
    }

    @Test
    void filesOfDifferentDaysStayApart() {
        List<VersionFile> files =
                List.of(file("event_date=a/0", 1), file("event_date=a/1", 1), file("event_date=b/0", 1));

        assertThat(PLAN.of(files)).containsExactly(files.subList(0, 2));
    }

    private static List<List<Integer>> together(long... sizes) {
        List<VersionFile> files = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            files.add(file("event_date=a/" + i, sizes[i]));
        }
        return PLAN.of(files).stream()
                .map(group -> group.stream().map(files::indexOf).toList())
                .toList();
    }

    private static VersionFile file(String path, long size) {
        return new VersionFile(path, size, Digest.of(path));
    }
}
