package io.mlplatform.pipelines;

import java.util.List;

/**
 * The newest executions of a pipeline, newest first.
 *
 * @param total how many executions there are in all
 */
public record ExecutionList(List<ExecutionStatus> executions, long total) {

    public ExecutionList {
        executions = List.copyOf(executions);
    }

    /** A line an execution. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        executions.forEach(execution -> table.append(execution).append('\n'));
        if (total > executions.size()) {
            table.append("… and ").append(total - executions.size()).append(" older\n");
        }
        return table.toString().stripTrailing();
    }
}
