package io.mlplatform.testkit.policy;

/** Of the policy language; only the newer one knows variables, and a document that names none is of the older. */
enum PolicyVersion {
    WITHOUT_VARIABLES,
    WITH_VARIABLES;

    static PolicyVersion of(String text) {
        if (text.equals("2012-10-17")) {
            return WITH_VARIABLES;
        }
        if (text.equals("2008-10-17")) {
            return WITHOUT_VARIABLES;
        }
        throw new MalformedPolicyException("Version is 2012-10-17 or 2008-10-17, not " + text);
    }
}
