package io.mlplatform.s3.provision;

import io.mlplatform.layout.RoleKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A team that has its places and roles. Immutable. */
public final class OnboardedTeam {

    private final String team;
    private final Map<RoleKind, String> roles;
    private final String location;
    private final Map<String, String> parameters;
    private final ProvisioningReport report;

    /**
     * @param location without parameters
     * @param parameters how it is reached
     */
    OnboardedTeam(
            String team,
            Map<RoleKind, String> roles,
            String location,
            Map<String, String> parameters,
            ProvisioningReport report) {
        this.team = team;
        this.roles = Map.copyOf(roles);
        this.location = location;
        this.parameters = Map.copyOf(parameters);
        this.report = report;
    }

    public String team() {
        return team;
    }

    /** The ARN of each of its roles, and of those that all teams share. */
    public Map<RoleKind, String> roles() {
        return new EnumMap<>(roles);
    }

    /**
     * What to open with the rights of that role alone, such as {@code s3://acme-ml?role=arn…}; by who may take it on, with
     * credentials of their own that allow {@code sts:AssumeRole} on it (never the root user of an account). IAM on AWS may
     * deny that for some seconds after the role was made: try again then.
     */
    public String location(RoleKind kind) {
        String role = roles.get(kind);
        if (role == null) {
            throw new IllegalArgumentException("team " + team + " has no role " + kind + ", it has " + roles.keySet());
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("role", role);
        return location
                + all.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** What was done for it. */
    public ProvisioningReport report() {
        return report;
    }

    @Override
    public String toString() {
        return "team " + team + " at " + location + ", with " + roles.keySet();
    }
}
