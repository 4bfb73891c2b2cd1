package io.mlplatform.pipelines;

import io.mlplatform.MlPlatform;
import java.nio.charset.StandardCharsets;

/** A JVM that begins a step, publishes a checkpoint, and then works for ever. */
final class StepProcess {

    private StepProcess() {}

    /** Arguments: where the platform is, and the id of the execution. */
    public static void main(String... arguments) throws Exception {
        try (MlPlatform ml = MlPlatform.open(arguments[0])) {
            PipelineExecution execution =
                    ml.pipelines().executions("growth/churn-train").get(arguments[1]);
            try (StepAttempt attempt = execution.step("train").begin()) {
                attempt.addBytes("checkpoint-1", "weights".getBytes(StandardCharsets.UTF_8))
                        .publish();
                System.out.println("began " + attempt.number());
                System.in.read();
            }
        }
    }
}
