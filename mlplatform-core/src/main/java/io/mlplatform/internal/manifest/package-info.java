/** The content of a version: entries, segments, digests, differences. */
@NullMarked
package io.mlplatform.internal.manifest;

import org.jspecify.annotations.NullMarked;
