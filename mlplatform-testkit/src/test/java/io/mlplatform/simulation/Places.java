package io.mlplatform.simulation;

/** The entities that all actors work on, and where they lie. */
final class Places {

    /** A dataset without partitions; a model has the same name. */
    static final String FLAT = "growth/churn";
    /** A dataset with the partition column {@code dt}. */
    static final String PARTITIONED = "growth/sales";

    static final String TEAM = "growth";

    private Places() {}

    static String dataset(String name) {
        return "datasets/" + name;
    }

    static String model() {
        return "models/" + FLAT;
    }

    static String log(String entity) {
        return entity + "/_log";
    }
}
