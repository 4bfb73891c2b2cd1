package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndependenceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/mlplatform/testkit/format");
    private static final Pattern NAME = Pattern.compile("\\b(?:io|com|org|javax?|software)\\.[a-z]+[\\w.]*");

    @Test
    void theReaderNamesNoTypeButTheLanguagesAndItsParsers() throws Exception {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(Files.readString(file));
                while (name.find()) {
                    names.add(name.group());
                }
            }
        }

        assertThat(names)
                .hasSizeGreaterThan(50)
                .allMatch(name -> name.startsWith("java.")
                        || name.startsWith("com.fasterxml.jackson.core.")
                        || name.startsWith("com.fasterxml.jackson.databind.")
                        || name.startsWith("org.jspecify.")
                        || name.equals("io.mlplatform.testkit.format"));
    }
}
