package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A role that the account is to have.
 *
 * @param name as IAM knows it
 */
record DesiredRole(Role role, String name) {

    /** The name of a role's one policy. */
    static final String POLICY = "mlplatform";

    private static final int MAX_NAME = 64;

    DesiredRole {
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a role's name has at most " + MAX_NAME + " characters, and '" + name
                    + "' has " + name.length() + ": shorten the organisation, the environment or the team");
        }
    }

    static DesiredRole of(PlatformLayout layout, Role role) {
        return new DesiredRole(role, layout.organisation() + "-" + layout.environment() + "-" + role.name());
    }

    /** Six of each team, those who look after the platform, and these besides. */
    static List<DesiredRole> of(PlatformLayout layout, Collection<Role> besides) {
        List<Role> roles = new ArrayList<>();
        for (String team : layout.teams()) {
            roles.add(Role.dataScientist(team));
            roles.add(Role.featureOwner(team));
            roles.add(Role.datasetPublisher(team));
            roles.add(Role.automation(team));
            roles.add(Role.modelConsumer(team));
            roles.add(Role.approver(team));
        }
        roles.add(Role.collector());
        roles.add(Role.auditor());
        roles.addAll(besides);
        return roles.stream().map(role -> of(layout, role)).toList();
    }
}
