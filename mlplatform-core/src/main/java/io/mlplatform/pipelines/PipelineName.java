package io.mlplatform.pipelines;

import io.mlplatform.EntityName;

/** The name of a pipeline, {@code <team>/<pipeline>}, with the entities below it. */
record PipelineName(String value) implements Comparable<PipelineName> {

    private static final String SOURCES = "/sources";
    private static final String RUNS = "/runs/";

    PipelineName {
        if (EntityName.of(value).value().chars().filter(c -> c == '/').count() != 1) {
            throw new IllegalArgumentException(
                    "not a pipeline: '" + value + "': name its team and itself, as 'growth/churn-train'");
        }
    }

    /** The pipeline that the entity belongs to. */
    static PipelineName of(EntityName entity) {
        int slash = entity.value().indexOf('/');
        int end = entity.value().indexOf('/', slash + 1);
        return new PipelineName(end < 0 ? entity.value() : entity.value().substring(0, end));
    }

    EntityName sources() {
        return EntityName.of(value + SOURCES);
    }

    /** What the names of its executions begin with. */
    String executions() {
        return value + RUNS;
    }

    EntityName execution(String id) {
        if (id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the id of an execution: '" + id + "': it has no '/'");
        }
        return EntityName.of(executions() + id);
    }

    @Override
    public int compareTo(PipelineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
