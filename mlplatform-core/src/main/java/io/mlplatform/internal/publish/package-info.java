/** From a draft's files to a committed version, and from a version back to files. */
@NullMarked
package io.mlplatform.internal.publish;

import org.jspecify.annotations.NullMarked;
