package io.mlplatform.testkit.policy;

/** What a policy document is attached to, hence what its statements mean. */
public enum PolicyKind {

    /** To a user or a role: what that principal may do. */
    IDENTITY("identity policy"),

    /** To a user or a role: the most that its identity policies can give. */
    PERMISSIONS_BOUNDARY("permissions boundary"),

    /** Passed when a role is assumed: the most that the session can get from its role. */
    SESSION("session policy"),

    /** To a resource, such as a bucket or a key: who may do what with it. Its statements name principals. */
    RESOURCE("resource policy");

    private final String words;

    PolicyKind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
