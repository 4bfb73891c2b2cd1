package io.mlplatform.layout;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One action on the entities of a zone that a scope names. Immutable.
 *
 * @param scope empty for all; {@code growth/} or {@code growth/churn/} for those whose names begin so; {@code growth/churn}
 *     for that entity alone
 */
public record Permission(Action action, Zone zone, String scope) {

    private static final Pattern SCOPE = Pattern.compile("|[a-z0-9][a-z0-9-]{0,30}(/[a-z0-9][a-z0-9._-]{0,62}){0,5}/?");

    public Permission {
        boolean teamAlone = !scope.isEmpty() && !scope.contains("/");
        if (teamAlone || !SCOPE.matcher(scope).matches()) {
            throw new IllegalArgumentException("a scope is '' for all, 'growth/' or 'growth/churn/' for what begins so,"
                    + " or one entity's name such as 'growth/churn': '" + scope + "'");
        }
        team(scope).ifPresent(TeamName::require);
    }

    /** For all entities of the zone. */
    public static Permission to(Action action, Zone zone) {
        return new Permission(action, zone, "");
    }

    /** For the entities of the zone that {@code scope} names. */
    public static Permission to(Action action, Zone zone, String scope) {
        return new Permission(action, zone, scope);
    }

    /** The one team whose entities it is about; empty where it is about all. */
    public Optional<String> team() {
        return team(scope);
    }

    private static Optional<String> team(String scope) {
        return scope.isEmpty() ? Optional.empty() : Optional.of(scope.substring(0, scope.indexOf('/')));
    }

    /** Such as {@code write experiments/growth/*}. */
    @Override
    public String toString() {
        boolean one = !scope.isEmpty() && !scope.endsWith("/");
        return action + " " + zone + "/" + scope + (one ? "" : "*");
    }
}
