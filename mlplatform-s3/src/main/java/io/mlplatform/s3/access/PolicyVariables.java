package io.mlplatform.s3.access;

import io.mlplatform.layout.Role;

/** What stands in a policy for a tag of whoever asks. A statement with one that has no value holds for no one. */
final class PolicyVariables {

    /** The team in whose name it is asked. */
    static final String TEAM = of(Role.TEAM_TAG);

    private PolicyVariables() {}

    static String of(String tag) {
        return "${aws:PrincipalTag/" + tag + "}";
    }
}
