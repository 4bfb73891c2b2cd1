package io.mlplatform.experiments;

import io.mlplatform.EntityName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of a team's runs, {@code <team>/<user>/<experiment>/<label>-<suffix>}, as one user writes them.
 *
 * @param user a segment of names
 */
record RunNames(String team, String user) {

    private static final int SEGMENTS = 4;
    private static final int MAX_USER = 24;
    private static final int SUFFIX = 8;
    private static final Pattern STARTED = Pattern.compile("[^/]+/[^/]+");
    private static final Set<String> NO_USERS = Set.of("datasets", "models", "data");

    /** The names that this actor writes: what no segment may hold becomes a dash. */
    static RunNames of(String team, String actor) {
        String user =
                actor.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[^a-z0-9]+", "");
        user = user.substring(0, Math.min(user.length(), MAX_USER)).replaceAll("[._-]+$", "");
        if (user.isEmpty()) {
            user = "unknown";
        }
        return new RunNames(team, NO_USERS.contains(user) ? "user-" + user : user);
    }

    /** A run to be started, of {@code <experiment>/<label>}. */
    EntityName started(String name, String ulid) {
        if (!STARTED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a run is started as '<experiment>/<label>', such as 'churn/xgb': '" + name + "'");
        }
        // A ULID begins with its time: its end is what differs between two runs.
        return EntityName.of(team + "/" + user + "/" + name + "-" + ulid.substring(ulid.length() - SUFFIX));
    }

    /** A run that is there: in full, or without the team, or, for an own run, without team and user. */
    EntityName existing(String name) {
        int segments = name.split("/", -1).length;
        if (segments == SEGMENTS && name.startsWith(team + "/")) {
            return EntityName.of(name);
        }
        if (segments == SEGMENTS - 1) {
            return EntityName.of(team + "/" + name);
        }
        if (segments == SEGMENTS - 2) {
            return EntityName.of(team + "/" + user + "/" + name);
        }
        throw new IllegalArgumentException("a run of " + team + " is named '" + team
                + "/<user>/<experiment>/<run>', or without the team, or as '<experiment>/<run>' if it is your own: '"
                + name + "'");
    }

    /** True for the name of a run, whoever made it. */
    static boolean isRun(EntityName name) {
        String[] segments = name.value().split("/", -1);
        return segments.length == SEGMENTS && !NO_USERS.contains(segments[1]);
    }

    /** {@code <experiment>} of a run's name. */
    static String experiment(EntityName run) {
        return run.value().split("/", -1)[2];
    }
}
