package io.mlplatform.examples.rides;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import java.util.Locale;

/**
 * What the study came to; errors are root mean squares over the days held out, in thousands of rides.
 *
 * @param training what the model learnt from
 * @param naiveError of taking the newest count that was known
 * @param modelError of the forecast
 * @param heldOut how many forecasts were scored
 * @param served how many forecasts were made from online features
 * @param servedDifferently how many of them were not those of the training set's features
 */
record RidesFindings(
        DatasetVersion training,
        ModelVersion model,
        double naiveError,
        double modelError,
        int heldOut,
        int served,
        int servedDifferently) {

    /** One line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Held-out error of %d forecasts: %.2f thousand rides, %.2f by the newest count that was known; served"
                        + " online: %d forecasts, %d of them other than offline",
                heldOut,
                modelError,
                naiveError,
                served,
                servedDifferently);
    }
}
