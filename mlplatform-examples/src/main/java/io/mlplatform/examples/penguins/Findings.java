package io.mlplatform.examples.penguins;

import io.mlplatform.models.ModelVersion;

/**
 * What the study came to.
 *
 * @param production the model that the alias {@code production} names at the end
 * @param confirmed its score, after it was fetched by that alias
 */
record Findings(Candidate asFirstSent, Candidate corrected, ModelVersion production, Score confirmed) {

    /** One line. */
    @Override
    public String toString() {
        return "Held-out accuracy: %s learnt from version %d, %s from version %d; in production: %s at %s"
                .formatted(
                        asFirstSent.score().percent(),
                        asFirstSent.data().version(),
                        corrected.score().percent(),
                        corrected.data().version(),
                        production.ref(),
                        confirmed.percent());
    }
}
