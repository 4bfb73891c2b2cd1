package io.mlplatform.s3.provision;

/** Whether changes that loosen may be made. */
public enum Loosening {
    /** They stay in the report, not done. */
    REFUSED,
    /** They are made too. */
    ALLOWED
}
