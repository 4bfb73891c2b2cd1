package io.mlplatform.sweep;

import io.mlplatform.testkit.sweep.Operation;
import java.util.List;
import java.util.stream.Stream;

/** All that the faces of core do: a new one is swept by being listed here. */
final class Operations {

    static final List<Operation> ALL = Stream.of(
                    DatasetOperations.reads(),
                    DatasetOperations.publishes(),
                    DatasetOperations.writes(),
                    ModelOperations.reads(),
                    ModelOperations.writes(),
                    RunOperations.reads(),
                    RunOperations.beginnings(),
                    RunOperations.writes(),
                    PipelineOperations.reads(),
                    PipelineOperations.sourceReads(),
                    PipelineOperations.executionReads(),
                    PipelineOperations.writes(),
                    StepOperations.ends(),
                    StepOperations.attempts(),
                    StepOperations.outputs(),
                    CollectionOperations.reads(),
                    CollectionOperations.writes(),
                    KeepingOperations.ofDatasets(),
                    KeepingOperations.ofModels(),
                    PlatformOperations.all())
            .flatMap(List::stream)
            .toList();

    private Operations() {}
}
