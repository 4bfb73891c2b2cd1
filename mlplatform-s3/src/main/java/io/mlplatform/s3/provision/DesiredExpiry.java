package io.mlplatform.s3.provision;

import java.time.Duration;

/** One rule by which a bucket clears away what is below a prefix. */
sealed interface DesiredExpiry {

    String id();

    /** Empty, or ends in {@code /}. */
    String prefix();

    /** Parts of uploads that were never completed, and what was overwritten or deleted. */
    record OfRemains(String id, String prefix, Duration abandonedUploads, Duration nonCurrent)
            implements DesiredExpiry {}

    /** Objects that someone tagged as temporary. */
    record OfTemporary(String id, String prefix, Duration after) implements DesiredExpiry {}
}
