/** What was made from what: {@link io.mlplatform.lineage.Lineage}. */
@NullMarked
package io.mlplatform.lineage;

import org.jspecify.annotations.NullMarked;
