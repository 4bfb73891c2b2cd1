package io.mlplatform.s3.access;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Action;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A permission in terms of S3.
 *
 * @param place where it holds; may hold {@value ZoneSettings#TEAM}
 * @param scope which entities; may hold {@value ZoneSettings#TEAM} and {@value #PIPELINE}
 * @param team what stands for {@value ZoneSettings#TEAM}: a name, a variable, or {@code *} for any
 */
record Grant(Action action, ZonePlace place, String scope, String team, PolicyLanguage language) {

    private static final String PIPELINE = "{pipeline}";
    private static final String ANY = "*";

    /** What a role may do, each in terms of S3. */
    static List<Grant> of(Role role, PlatformLayout layout, S3Prefix opened, PolicyLanguage language) {
        return role.permissions().stream()
                .map(permission -> of(permission, role, ZonePlace.of(layout, permission.zone(), opened), language))
                .toList();
    }

    /** True where one document serves the roles of a kind, by variables that stand for what differs. */
    static boolean isShared(Role role, PolicyLanguage language) {
        return language.isFull() && role.kind() != RoleKind.CUSTOM;
    }

    private static Grant of(Permission permission, Role role, ZonePlace place, PolicyLanguage language) {
        if (!isShared(role, language) || permission.team().isEmpty()) {
            return new Grant(
                    permission.action(),
                    place,
                    permission.scope(),
                    permission.team().orElse(ANY),
                    language);
        }
        String scope = ZoneSettings.TEAM
                + (permission.scope().equals(role.team().orElseThrow() + "/") ? "/" : "/" + PIPELINE + "/");
        return new Grant(permission.action(), place, scope, PolicyVariables.of(Role.TEAM_TAG), language);
    }

    /** The bucket's name, or a pattern of names. */
    String bucket() {
        return filled(place.bucket());
    }

    /** The keys, or prefixes of lists, that {@code patterns} makes of the scope. */
    List<String> keys(BiFunction<KeyPatterns, String, List<String>> patterns) {
        return patterns.apply(place.patterns(), scope).stream()
                .map(this::filled)
                .flatMap(pattern -> language.spelled(pattern, ZonePlace.DEEPEST_NAME).stream())
                .toList();
    }

    /** The resources that {@code patterns} makes of the scope. */
    List<String> resources(Arns arns, BiFunction<KeyPatterns, String, List<String>> patterns) {
        return arns.objects(bucket(), keys(patterns));
    }

    /** All protected aliases in the place's bucket. */
    List<String> protectedAliases(Arns arns) {
        return arns.objects(
                bucket(),
                KeyPatterns.PROTECTED_ALIASES.stream()
                        .flatMap(pattern -> language.spelled(pattern, place.deepest()).stream())
                        .toList());
    }

    /** True where it holds for all that its place is: the zone, or the team's part of it. */
    boolean isWhole() {
        boolean wholeTeam = scope.chars().filter(c -> c == '/').count() == 1 && scope.endsWith("/");
        return scope.isEmpty() || (place.isBucketOfTeam() && wholeTeam);
    }

    // Only now, since the slash of a variable is none of a key.
    private String filled(String template) {
        return template.replace(ZoneSettings.TEAM, team).replace(PIPELINE, PolicyVariables.of(Role.PIPELINE_TAG));
    }
}
