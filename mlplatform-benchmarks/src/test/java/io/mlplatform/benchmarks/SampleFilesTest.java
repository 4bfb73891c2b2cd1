package io.mlplatform.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleFilesTest {

    private final SampleFiles files = new SampleFiles(3, 1_000, 0);

    @Test
    void pathsAreInOrderAndEachStandsOnce() {
        List<String> paths = files.all().map(SampleFiles.File::path).toList();

        assertThat(paths).hasSize(3_000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theyAreTheSameEachTime() {
        assertThat(files.all().toList()).isEqualTo(files.all().toList());
    }

    @Test
    void anotherSeriesLiesBetweenThem() {
        List<String> paths = files.of(1).map(SampleFiles.File::path).toList();
        List<String> others =
                new SampleFiles(3, 100, 1).of(1).map(SampleFiles.File::path).toList();

        assertThat(others).isSorted().doesNotContainAnyElementsOf(paths);
        assertThat(others.get(0)).isLessThan(paths.get(30));
        assertThat(others.get(99)).isGreaterThan(paths.get(970));
    }
}
