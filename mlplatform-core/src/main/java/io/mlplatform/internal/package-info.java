/** What several rooms of the library share and no user sees. */
@NullMarked
package io.mlplatform.internal;

import org.jspecify.annotations.NullMarked;
