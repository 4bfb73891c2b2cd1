/** Versioned models with pinned inputs: {@link io.mlplatform.models.ModelStore}. */
@NullMarked
package io.mlplatform.models;

import org.jspecify.annotations.NullMarked;
