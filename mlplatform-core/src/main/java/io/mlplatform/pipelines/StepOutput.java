package io.mlplatform.pipelines;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What one attempt of a step has made. Immutable and serializable. Paths in it are the step's own: they do not say which
 * execution and attempt it was.
 *
 * @param ref the execution at the version that holds all of it
 * @param attempt counted from 1
 * @param bytes the sizes of its files together
 * @param inputs what the step used, the execution's sources among them
 * @param content the digest of its files, which is equal wherever a step made the same
 */
public record StepOutput(
        PinnedRef ref,
        Instant time,
        String step,
        long attempt,
        long files,
        long bytes,
        List<Input> inputs,
        Digest content)
        implements EntityVersion, Serializable {

    public StepOutput {
        inputs = List.copyOf(inputs);
    }

    /** Which step and attempt made it. */
    @Override
    public String message() {
        return message(step, attempt);
    }

    static String message(String step, long attempt) {
        return "step " + step + ", attempt " + attempt;
    }

    /** The folder of the execution's files that it lies in. */
    String folder() {
        return folder(step, attempt);
    }

    static String folder(String step, long attempt) {
        return "steps/" + step + "/attempt-" + attempt + "/";
    }

    @Override
    public String toString() {
        return ref + ", " + message() + ", " + files + " files, " + bytes + " bytes, " + time;
    }
}
