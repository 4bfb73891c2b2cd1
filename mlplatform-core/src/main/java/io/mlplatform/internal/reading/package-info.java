/** Files of versions, read in ranges: coalesced, ahead of the reader, by one tag. */
@NullMarked
package io.mlplatform.internal.reading;

import org.jspecify.annotations.NullMarked;
