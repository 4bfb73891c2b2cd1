/** The object store on S3 and on servers that speak its protocol: {@link io.mlplatform.s3.S3Store}. */
@NullMarked
package io.mlplatform.s3;

import org.jspecify.annotations.NullMarked;
