package io.mlplatform.features;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a group's offline content: Long, Double, String, Boolean, Instant and FeatureVector values by column.
 *
 * @param written when it was ingested
 * @param ordinal its place in its ingest, from 0
 * @param features null values named too; empty for a tombstone
 */
public record OfflineRow(
        Map<String, Object> keys,
        Instant eventTime,
        Instant created,
        Instant written,
        long ordinal,
        Optional<Map<String, @Nullable Object>> features) {}
