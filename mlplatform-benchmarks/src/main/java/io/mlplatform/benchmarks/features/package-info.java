/** Joins of features measured against the engine's own query on the same files. */
@NullMarked
package io.mlplatform.benchmarks.features;

import org.jspecify.annotations.NullMarked;
