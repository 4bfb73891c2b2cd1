package io.mlplatform.features;

/** Rows on their way into an ingest; they are asked for once. */
interface IngestSource {

    /** What messages call it. */
    String words();

    /** Adds all of them, in their order. */
    void into(IngestedRows rows);
}
