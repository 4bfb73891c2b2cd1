/** What a team tries out: its own datasets and models, and its {@link io.mlplatform.experiments.Run runs}. */
@NullMarked
package io.mlplatform.experiments;

import org.jspecify.annotations.NullMarked;
