package io.mlplatform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitecturePageTest {

    /** A back-ticked word that begins like a type: {@code Digest}, {@code GetOutcome.Found}, {@code ObjectStore.put(…)}. */
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)[^`]*`");

    @Test
    void everyTypeThatThePageNamesExists() {
        Set<String> named = TYPE.matcher(SourceTree.architecturePage())
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
        Set<String> existing =
                SourceTree.all().stream().map(SourceTree::typeName).collect(Collectors.toSet());

        assertThat(named).isNotEmpty();
        assertThat(existing).containsAll(named);
    }
}
