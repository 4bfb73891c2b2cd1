package io.mlplatform.s3.provision;

/** What the platform means a role to have. */
public enum Need {
    /** The role's work takes it. */
    NEEDED("needed"),
    /** The role must not have it. */
    FORBIDDEN("must not");

    private final String words;

    Need(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
