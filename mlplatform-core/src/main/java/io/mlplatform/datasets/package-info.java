/** Versioned datasets: {@link io.mlplatform.datasets.DatasetRegistry}. */
@NullMarked
package io.mlplatform.datasets;

import org.jspecify.annotations.NullMarked;
