/** Whole programs that measure the library, alone and against peers in the same run. Not deployed. */
@NullMarked
package io.mlplatform.benchmarks;

import org.jspecify.annotations.NullMarked;
