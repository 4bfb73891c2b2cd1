/** Roles as policies: {@link io.mlplatform.s3.access.AccessPolicies} writes what each role may do, and what a bucket denies to all. */
@NullMarked
package io.mlplatform.s3.access;

import org.jspecify.annotations.NullMarked;
