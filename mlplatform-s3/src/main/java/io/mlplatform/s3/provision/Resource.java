package io.mlplatform.s3.provision;

/** A bucket or role while a walk looks at it. */
interface Resource {

    /** Such as {@code bucket acme-ml}. */
    String label();

    /** True where it did not exist when the walk came by, whether the walk has made it since or not. */
    boolean isNew();
}
