/** What the packages beside the store share with it, and users never meet. */
@NullMarked
package io.mlplatform.s3.internal;

import org.jspecify.annotations.NullMarked;
