/** The log of an entity: append one event, read the state, settle unknown outcomes. */
@NullMarked
package io.mlplatform.internal.log;

import org.jspecify.annotations.NullMarked;
