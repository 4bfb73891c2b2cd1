/** Who did what, by the logs of entities and of their protected aliases: {@link io.mlplatform.audit.Audit}. */
@NullMarked
package io.mlplatform.audit;

import org.jspecify.annotations.NullMarked;
