package io.mlplatform.fuzz;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;

/**
 * The parts of a document that are read independently: a refusal of one does not keep the others from being read. That
 * something named is not there, or that a change does not stand beside others, is an answer, and no refusal of the document.
 */
public final class Steps {

    private Steps() {}

    /** Runs them all; the first refusal is thrown at the end, any other failure at once. */
    public static void all(Runnable... steps) {
        MlPlatformException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (ConflictException | NotFoundException e) {
                // An answer.
            } catch (MlPlatformException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
