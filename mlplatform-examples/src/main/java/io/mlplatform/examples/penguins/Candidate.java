package io.mlplatform.examples.penguins;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;

/** A published model, the data it learnt from, and how it scored on the held-out penguins. */
record Candidate(DatasetVersion data, ModelVersion model, Score score) {}
