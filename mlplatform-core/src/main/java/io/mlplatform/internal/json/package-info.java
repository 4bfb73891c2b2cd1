/** JSON as the format writes it, and as stored bytes are read. */
@NullMarked
package io.mlplatform.internal.json;

import org.jspecify.annotations.NullMarked;
