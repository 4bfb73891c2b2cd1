package io.mlplatform.layout;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The rule for names of teams, which stand in buckets, roles and policies. */
final class TeamName {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private TeamName() {}

    static String require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not a team: '" + name + "': use 1 to 31 lower-case letters, digits and dashes, such as 'growth'");
        }
        // A pattern that lets a team write its own lineage markers only would let a team of such a name in.
        if (Arrays.stream(Zone.values()).anyMatch(zone -> zone.word().equals(name))) {
            throw new IllegalArgumentException(
                    "a team cannot be called '" + name + "', as a zone is: choose another name");
        }
        return name;
    }
}
