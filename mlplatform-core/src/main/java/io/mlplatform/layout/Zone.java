package io.mlplatform.layout;

import java.util.Locale;

/** The five kinds of bucket of the platform. */
public enum Zone {
    /** What teams' data scientists write: wrangled data, scripts, runs, results. */
    EXPERIMENTS,
    /** Features shared by all, read-only for most. */
    FEATURES,
    /** Formal training, validation and test data. */
    DATASETS,
    /** What only automation writes. */
    PIPELINES,
    /** Models, with lineage. */
    MODELS;

    /** The word in references and folders, such as {@code datasets}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The zone of that word. */
    public static Zone of(String word) {
        for (Zone zone : values()) {
            if (zone.word().equals(word)) {
                return zone;
            }
        }
        throw new IllegalArgumentException(
                "no such zone: '" + word + "'; use experiments, features, datasets, pipelines or models");
    }

    @Override
    public String toString() {
        return word();
    }
}
