package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each attack of the page names a test that exists, or says that there is no defence. */
class ThreatModelPageTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Tests?)\\.(\\w+)`");
    private static final int FEWEST_ATTACKS = 40;

    private final List<String> attacks = Pages.read(Pages.ROOT.resolve("docs/threat-model.md"))
            .lines()
            .dropWhile(line -> !line.equals("## Attacks"))
            .filter(line -> line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| Attack |"))
            .toList();

    @TestFactory
    Stream<DynamicTest> everyAttackNamesItsTestOrSaysThatNothingStopsIt() {
        List<Path> sources = Pages.sources();
        return attacks.stream()
                .map(row -> dynamicTest(row, () -> {
                    List<String[]> named = TEST.matcher(row)
                            .results()
                            .map(match -> new String[] {match.group(1), match.group(2)})
                            .toList();
                    assertThat(!named.isEmpty() || row.contains("not defended") || row.contains("by policy"))
                            .as("a test, or the words 'not defended' or 'by policy'")
                            .isTrue();
                    named.forEach(test -> assertThat(isTest(sources, test[0], test[1]))
                            .as("%s has a test %s", test[0], test[1])
                            .isTrue());
                }));
    }

    @Test
    void theAttacksWithATestAreManyAndEachIsListedOnce() {
        assertThat(attacks).doesNotHaveDuplicates();
        assertThat(attacks.stream().filter(row -> TEST.matcher(row).find())).hasSizeGreaterThan(FEWEST_ATTACKS);
    }

    @Test
    void aTestThatIsNotThereIsNotFound() {
        assertThat(isTest(Pages.sources(), "ThreatModelPageTest", "isTest")).isFalse();
    }

    private static boolean isTest(List<Path> sources, String type, String method) {
        Pattern declared = Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b[^;]*?\\bvoid " + method + "\\(");
        return sources.stream()
                .filter(file -> file.getFileName().toString().equals(type + ".java"))
                .map(file -> declared.matcher(Pages.read(file)))
                .anyMatch(Matcher::find);
    }
}
