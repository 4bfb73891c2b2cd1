package io.mlplatform.testkit.policy;

/** Policies and requests that the tests share. */
final class Policies {

    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String OBJECT = "arn:aws:s3:::acme/growth/churn/1";
    static final CallingPrincipal ANN = CallingPrincipal.user(ACCOUNT, "ann");
    static final CallingPrincipal SESSION = CallingPrincipal.roleSession(ACCOUNT, "ml/reader", "nightly");
    static final AccessRequest GET = AccessRequest.of("s3:GetObject", OBJECT);

    private Policies() {}

    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + String.join(",", statements).replace('\'', '"') + "]}";
    }

    /** A statement on every action and resource, with more members, quoted by apostrophes. */
    static String allow(String more) {
        return "{'Effect':'Allow','Action':'*','Resource':'*'" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String deny(String more) {
        return allow(more).replace("'Allow'", "'Deny'");
    }

    /** Whether an identity policy of one such statement, with this condition, lets the request pass. */
    static boolean holds(String condition, AccessRequest request) {
        return holds(ANN, condition, request);
    }

    static boolean holds(CallingPrincipal caller, String condition, AccessRequest request) {
        return PolicyEvaluator.of(caller)
                .with(PolicyKind.IDENTITY, "conditional", policy(allow("'Condition':" + condition)))
                .decide(request)
                .isAllowed();
    }

    /** Whether an identity policy of this statement lets the request pass. */
    static boolean allows(String statement, AccessRequest request) {
        return PolicyEvaluator.of(ANN)
                .with(PolicyKind.IDENTITY, "single", policy(statement))
                .decide(request)
                .isAllowed();
    }
}
