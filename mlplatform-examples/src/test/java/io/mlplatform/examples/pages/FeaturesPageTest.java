package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each row of the page of features names a test that exists. */
class FeaturesPageTest {

    private static final Pattern ROW =
            Pattern.compile("\\| (?<feature>[^|]+) \\| `(?<type>\\w+)\\.(?<method>\\w+)` \\|");
    private static final List<String> NO_ROWS = List.of("| Feature | Shown by |", "|---|---|");
    private static final List<Path> SOURCES = Pages.sources();

    private final List<String> rows = Pages.read(Pages.ROOT.resolve("docs/features.md"))
            .lines()
            .filter(line -> line.startsWith("|") && !NO_ROWS.contains(line))
            .toList();

    @TestFactory
    Stream<DynamicTest> everyRowNamesATestThatExists() {
        return rows.stream()
                .map(row -> dynamicTest(row, () -> {
                    var parts = ROW.matcher(row);
                    assertThat(parts.matches())
                            .as("a row has the form | feature | `TypeTest.method` |")
                            .isTrue();
                    assertThat(isTest(parts.group("type"), parts.group("method")))
                            .as("%s has no test method %s", parts.group("type"), parts.group("method"))
                            .isTrue();
                }));
    }

    @Test
    void noFeatureIsListedTwice() {
        assertThat(rows).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aMethodThatIsNoTestIsNotTakenForOne() {
        assertThat(isTest("FeaturesPageTest", "noFeatureIsListedTwice")).isTrue();
        assertThat(isTest("FeaturesPageTest", "isTest")).isFalse();
        assertThat(isTest("Pages", "read")).isFalse();
        assertThat(isTest("NoSuchTest", "noFeatureIsListedTwice")).isFalse();
    }

    /** Methods stand apart by an empty line, so a method's annotations are what stands above it up to there. */
    private static boolean isTest(String type, String method) {
        Pattern declared = Pattern.compile(
                "\\n *@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*(void|>) " + method + "\\(",
                Pattern.DOTALL);
        return SOURCES.stream()
                .filter(file -> file.getFileName().toString().equals(type + ".java"))
                .flatMap(file -> Stream.of(Pages.read(file).split("\\n\\n")))
                .anyMatch(part -> declared.matcher("\n" + part).find());
    }
}
