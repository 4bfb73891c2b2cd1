/** The entry, {@link io.mlplatform.MlPlatform}, the words every face shares, and the exceptions. */
@NullMarked
package io.mlplatform;

import org.jspecify.annotations.NullMarked;
