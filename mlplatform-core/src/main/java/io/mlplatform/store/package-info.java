/** The store port, {@link io.mlplatform.store.ObjectStore}, its values, and the stores that need no server. */
@NullMarked
package io.mlplatform.store;

import org.jspecify.annotations.NullMarked;
