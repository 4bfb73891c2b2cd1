/** Collection: what no live version reaches, and how it is deleted behind a fence. */
@NullMarked
package io.mlplatform.internal.gc;

import org.jspecify.annotations.NullMarked;
