package io.mlplatform.layout;

import io.mlplatform.EntityName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person or program may do on the platform. Its tags are how policies know it: one document serves a kind of role
 * in every team. A role writes in the name of one team at most. Immutable.
 */
public final class Role {

    /** The tag that names the team in whose name a role writes. */
    public static final String TEAM_TAG = "team";

    /** The tag that says what a role is for. */
    public static final String KIND_TAG = "mlplatform-role";

    /** The tag that names the one pipeline of an automation that has no more. */
    public static final String PIPELINE_TAG = "pipeline";

    private static final Pattern CUSTOM_NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private final RoleKind kind;
    private final String name;
    private final Optional<String> team;
    private final Optional<String> pipeline;
    private final List<Permission> permissions;

    private Role(
            RoleKind kind,
            String name,
            Optional<String> team,
            Optional<String> pipeline,
            List<Permission> permissions) {
        this.kind = kind;
        this.name = name;
        this.team = team;
        this.pipeline = pipeline;
        this.permissions = List.copyOf(permissions);
    }

    public static Role dataScientist(String team) {
        return BuiltInRoles.dataScientist(team);
    }

    public static Role featureOwner(String team) {
        return BuiltInRoles.featureOwner(team);
    }

    public static Role datasetPublisher(String team) {
        return BuiltInRoles.datasetPublisher(team);
    }

    /** For all pipelines of a team. */
    public static Role automation(String team) {
        return BuiltInRoles.automation(team);
    }

    /** For one pipeline of a team. */
    public static Role automation(String team, String pipeline) {
        if (pipeline.contains("/")) {
            throw new IllegalArgumentException("a pipeline is named by one word, without its team: '" + pipeline + "'");
        }
        return BuiltInRoles.automation(EntityName.of(team + "/" + pipeline));
    }

    public static Role modelConsumer(String team) {
        return BuiltInRoles.modelConsumer(team);
    }

    public static Role approver(String team) {
        return BuiltInRoles.approver(team);
    }

    public static Role collector() {
        return BuiltInRoles.collector();
    }

    public static Role auditor() {
        return BuiltInRoles.auditor();
    }

    /**
     * A role of your own. Its name is {@code [a-z][a-z0-9-]{0,30}}; what it writes and assigns is of one
     * team, which is then its own.
     */
    public static Role custom(String name, Permission... permissions) {
        if (!CUSTOM_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a role of your own is called [a-z][a-z0-9-]{0,30}: '" + name + "'");
        }
        if (permissions.length == 0) {
            throw new IllegalArgumentException("role '" + name + "' may do nothing: give it a permission");
        }
        List<Permission> all = List.of(permissions);
        return new Role(RoleKind.CUSTOM, RoleKind.CUSTOM + "-" + name, teamOf(name, all), Optional.empty(), all);
    }

    static Role builtIn(RoleKind kind, Optional<EntityName> pipeline, Optional<String> team, List<Permission> all) {
        // The dot, which no team has, keeps team "a-b" apart from pipeline "b" of team "a".
        String name = kind
                + team.map(own -> "-" + TeamName.require(own)).orElse("")
                + pipeline.map(own -> "." + lastSegment(own)).orElse("");
        return new Role(kind, name, team, pipeline.map(Role::lastSegment), all);
    }

    private static Optional<String> teamOf(String name, List<Permission> permissions) {
        List<Permission> writing = permissions.stream()
                .filter(permission ->
                        permission.action() == Action.WRITE || permission.action() == Action.ASSIGN_PROTECTED)
                .toList();
        Set<Optional<String>> written = writing.stream().map(Permission::team).collect(Collectors.toSet());
        if (written.size() > 1 || written.contains(Optional.<String>empty())) {
            throw new IllegalArgumentException("role '" + name + "' would write in the name of more than one team: "
                    + writing + "; make it a role for each team");
        }
        List<Optional<String>> named = new ArrayList<>(written);
        if (named.isEmpty()) {
            permissions.stream().map(Permission::team).distinct().forEach(named::add);
        }
        return named.size() == 1 ? named.get(0) : Optional.empty();
    }

    private static String lastSegment(EntityName pipeline) {
        return pipeline.value().substring(pipeline.team().length() + 1);
    }

    public RoleKind kind() {
        return kind;
    }

    /** Unlike any other role's of the platform, such as {@code data-scientist-growth}. */
    public String name() {
        return name;
    }

    /** The team in whose name it writes, if it is of one. */
    public Optional<String> team() {
        return team;
    }

    /** The pipeline, below the team, of an automation that has no more. */
    public Optional<String> pipeline() {
        return pipeline;
    }

    public List<Permission> permissions() {
        return permissions;
    }

    /** True where it may pass what a bucket denies to others. */
    public boolean holds(Privilege privilege) {
        return permissions.stream().anyMatch(privilege::isFor);
    }

    /** What the account's principal for it is tagged with: no more and no less, since policies rely on them. */
    public Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        StringBuilder kindTag = new StringBuilder(kind.word());
        if (kind == RoleKind.CUSTOM) {
            Arrays.stream(Privilege.values()).filter(this::holds).forEach(held -> kindTag.append(':')
                    .append(held.word()));
        }
        tags.put(KIND_TAG, kindTag.toString());
        team.ifPresent(own -> tags.put(TEAM_TAG, own));
        pipeline.ifPresent(own -> tags.put(PIPELINE_TAG, own));
        return tags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Role role && name.equals(role.name) && permissions.equals(role.permissions);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + permissions;
    }
}
