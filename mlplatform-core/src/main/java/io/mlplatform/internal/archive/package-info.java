/** Archives whose bytes depend on their files alone: {@link io.mlplatform.internal.archive.TarGz}. */
@NullMarked
package io.mlplatform.internal.archive;

import org.jspecify.annotations.NullMarked;
