package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of every page is part of a test, so that it compiles and runs. The tests are the files that end in
 * {@code PageTest.java}, here or in a module's own tests: one a page, with a method a block, or a block a part of a method.
 */
class CodeBlocksTest {

    private static final List<String> SOURCES = Pages.sources().stream()
            .filter(file -> file.getFileName().toString().endsWith("PageTest.java"))
            .map(file -> CodeBlock.essence(Pages.read(file)))
            .toList();

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaBlocks")
    void aPagesCodeIsRunAsPartOfATest(CodeBlock block) {
        String wanted = CodeBlock.essence(block.code());

        assertThat(wanted).isNotEmpty();
        assertThat(SOURCES.stream().anyMatch(source -> source.contains(wanted)))
                .as(
                        "the block at %s stands in no *PageTest.java, white space, MlPlatform.open(…) and"
                                + " Path.of(…) apart: add it there as part of a test method%n%s",
                        block, block.code())
                .isTrue();
    }

    @Test
    void wrappingAndPlacesDoNotCount() {
        assertThat(CodeBlock.essence("ml = MlPlatform.open(\"s3://b\");\n  a.b(Path.of(\"out\"))"))
                .isEqualTo(CodeBlock.essence("ml = MlPlatform.open(place);  a\n.b(folder.resolve(\"out\"))"));
    }

    @Test
    void otherArgumentsCount() {
        assertThat(CodeBlock.essence("a.b(Path.of(\"out\"))"))
                .isNotEqualTo(CodeBlock.essence("a.b(folder.resolve(\"in\"))"));
    }

    static Stream<CodeBlock> javaBlocks() {
        Path format = Pages.ROOT.resolve("docs/format.md");
        return Pages.all().stream()
                .filter(page -> !page.equals(format))
                .flatMap(page -> CodeBlock.in(page, "java").stream());
    }
}
