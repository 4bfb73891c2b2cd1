/** Feature groups measured against what one writes by hand with DuckDB. */
@NullMarked
package io.mlplatform.benchmarks.features;

import org.jspecify.annotations.NullMarked;
