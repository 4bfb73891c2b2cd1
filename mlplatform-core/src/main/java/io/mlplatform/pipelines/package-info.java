/** What passes through pipelines, source bundles, executions and the outputs of steps: {@link io.mlplatform.pipelines.PipelineArtifacts}. */
@NullMarked
package io.mlplatform.pipelines;

import org.jspecify.annotations.NullMarked;
