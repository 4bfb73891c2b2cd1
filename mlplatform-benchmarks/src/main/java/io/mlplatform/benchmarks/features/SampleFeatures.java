package io.mlplatform.benchmarks.features;

import io.mlplatform.benchmarks.Options;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureGroupVersion;
import io.mlplatform.features.FeatureRepository;
import io.mlplatform.features.FeatureType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Thirty days of made-up features of customers in two groups, and a spine of those days; the same for the same options. */
final class SampleFeatures {

    private static final long DAYS = 30;
    private static final long MICROS = DAYS * 86_400_000_000L;
    private static final String TIES = "some";

    private final Options options;
    private final Path folder;
    private final PlainDuckDb engine;
    private final long rows;
    private final long ingests;

    SampleFeatures(Options options, Path folder, PlainDuckDb engine) {
        this.options = options;
        this.folder = folder;
        this.engine = engine;
        this.rows = options.number("rows");
        this.ingests = options.number("ingests");
        if (!List.of("none", TIES).contains(options.text("ties"))) {
            throw new IllegalArgumentException("--ties takes none or some, not '" + options.text("ties") + "'");
        }
    }

    /** Two groups, one with a TTL, both with a tombstone in fifty rows. */
    List<FeatureGroupVersion> ingest(FeatureRepository features) {
        features.define(FeatureGroup.named("bench/activity")
                .key("customer", FeatureType.LONG)
                .eventTime("event")
                .feature("visits", FeatureType.LONG)
                .feature("score", FeatureType.DOUBLE)
                .ttl(Duration.ofDays(3))
                .build());
        features.define(FeatureGroup.named("bench/rating")
                .key("customer", FeatureType.LONG)
                .eventTime("event")
                .feature("stars", FeatureType.LONG)
                .feature("weight", FeatureType.DOUBLE)
                .build());
        return List.of(
                ingest(features, "bench/activity", "visits", "score", 3),
                ingest(features, "bench/rating", "stars", "weight", 5));
    }

    private FeatureGroupVersion ingest(
            FeatureRepository features, String group, String number, String fraction, int seed) {
        Path file = folder.resolve("ingest.parquet");
        for (long ingest = 0; ingest < ingests; ingest++) {
            engine.run("COPY (SELECT (hash(row * %d) %% %d)::BIGINT AS customer,"
                            .formatted(seed, options.number("customers"))
                    + " TIMESTAMPTZ '2026-06-01 00:00:00Z' + to_microseconds(row * %d + (hash(row) %% %d)::BIGINT)"
                            .formatted(MICROS / rows, MICROS / rows)
                    + " AS event, row %% 1000 AS %s, (hash(row * 7) %% 100000) / 1e5 AS %s,".formatted(number, fraction)
                    + " hash(row * 11) % 50 = 0 AS is_deleted"
                    + " FROM (SELECT " + row()
                    + " AS row FROM range(%d, %d)) ORDER BY hash(row)) TO '%s' (FORMAT parquet)"
                            .formatted(rows * ingest / ingests, rows * (ingest + 1) / ingests, file));
            features.draft(group).addParquet(file).publish();
        }
        delete(file);
        return features.get(group);
    }

    private String row() {
        return options.text("ties").equals(TIES) ? "CASE WHEN range % 100 = 1 THEN range - 1 ELSE range END" : "range";
    }

    /** A Parquet file, in no order of key or time. */
    Path spine() {
        Path file = folder.resolve("spine.parquet");
        engine.run("COPY (SELECT (hash(range * 17) %% %d)::BIGINT AS customer,".formatted(options.number("customers"))
                + " TIMESTAMPTZ '2026-06-01 00:00:00Z' + to_microseconds((hash(range * 13) %% %d)::BIGINT) AS t,"
                        .formatted(MICROS)
                + " range AS label FROM range(%d)) TO '%s' (FORMAT parquet)".formatted(options.number("spine"), file));
        return file;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
