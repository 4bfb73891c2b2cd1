package io.mlplatform.testkit.policy;

/** One value of a condition in a policy, ready to be compared with a value of a request. */
@FunctionalInterface
interface ValueMatcher {
    boolean matches(String requested, RequestContext context);
}
