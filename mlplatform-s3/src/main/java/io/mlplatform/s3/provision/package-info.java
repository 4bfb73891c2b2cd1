/** Sets a platform's buckets, roles and layout up, and tells what differs: {@link io.mlplatform.s3.provision.Provisioner}. */
@NullMarked
package io.mlplatform.s3.provision;

import org.jspecify.annotations.NullMarked;
