package io.mlplatform.s3.provision;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists for people, a line each. */
final class Lines {

    private Lines() {}

    static String of(String ifNone, List<?> first, List<?> second) {
        String text = Stream.concat(first.stream(), second.stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return text.isEmpty() ? ifNone + "\n" : text;
    }

    static String of(String ifNone, String before, List<?> lines) {
        return lines.isEmpty()
                ? ifNone
                : lines.stream().map(line -> before + line + "\n").collect(Collectors.joining());
    }
}
