/** The newest features of each thing, for serving: {@link io.mlplatform.features.online.OnlineStore}. No class here needs DuckDB. */
@NullMarked
package io.mlplatform.features.online;

import org.jspecify.annotations.NullMarked;
