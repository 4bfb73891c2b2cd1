package io.mlplatform.examples.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param line of its first line of code, from 1
 */
record CodeBlock(Path page, long line, String code) {

    /** The blocks of {@code page} that are fenced as {@code language}. */
    static List<CodeBlock> in(Path page, String language) {
        String text = Pages.read(page);
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> of(page, text, block))
                .toList();
    }

    /**
     * What two spellings of the same code have in common: how code and comments are wrapped, and where the data lies, is
     * left out. A page says {@code MlPlatform.open("s3://acme-ml")} and {@code Path.of("out")} where a test says
     * {@code MlPlatform.open(place)} and {@code folder.resolve("out")}.
     */
    static String essence(String code) {
        return code.replaceAll("\\s+", "")
                .replaceAll("(?<!:)//", "")
                .replaceAll("MlPlatform\\.open\\([^()]*\\)", "MlPlatform.open()")
                .replaceAll("(?:Path\\.of|folder\\.resolve)\\(", "path(");
    }

    private static CodeBlock of(Path page, String text, MatchResult block) {
        long line = text.substring(0, block.start(1)).lines().count() + 1;
        return new CodeBlock(page, line, block.group(1));
    }

    @Override
    public String toString() {
        return Pages.ROOT.relativize(page) + ":" + line;
    }
}
