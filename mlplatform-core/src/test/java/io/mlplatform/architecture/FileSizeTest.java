package io.mlplatform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileSizeTest {

    private static final int LONGEST = 400;
    private static final int LARGEST_MEDIAN = 120;

    /** A row of the page's "Long files": the type, then why it is not split. */
    private static final Pattern LONG_FILE = Pattern.compile("(?m)^\\* `(\\w+)`: \\S.*$");

    @Test
    void onlyFilesWithAReasonOnTheArchitecturePageAreLong() {
        Set<String> tooLong = SourceTree.all().stream()
                .filter(file -> SourceTree.lines(file).size() > LONGEST)
                .map(SourceTree::typeName)
                .collect(Collectors.toSet());

        assertThat(tooLong).containsExactlyInAnyOrderElementsOf(filesWithAReason());
    }

    @Test
    void halfOfTheMainFilesAreShort() {
        int[] sizes = SourceTree.main().stream()
                .mapToInt((Path file) -> SourceTree.lines(file).size())
                .sorted()
                .toArray();
        int median = sizes[sizes.length / 2];

        System.out.println("Median of " + sizes.length + " main files: " + median + " lines");
        assertThat(median).isLessThanOrEqualTo(LARGEST_MEDIAN);
    }

    private static Set<String> filesWithAReason() {
        String page = SourceTree.architecturePage();
        int heading = page.indexOf("\n## Long files\n");
        assertThat(heading).as("the heading \"## Long files\"").isPositive();
        int next = page.indexOf("\n## ", heading + 1);
        return LONG_FILE
                .matcher(page.substring(heading, next < 0 ? page.length() : next))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
