package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Pause;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How often, and after which pauses, a conditional write is repeated that S3 answered with 409
 * {@code ConditionalRequestConflict}. That answer says "another conditional write is under way", not "the condition does
 * not hold", and the SDK does not repeat it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
final class ConflictBudget {

    static final int TRIES = 4;

    private final Pause pause;

    ConflictBudget(Pause pause) {
        this.pause = pause;
    }

    /** The first outcome that {@code attempt} has; empty is a conflict. */
    <T> T spend(String resource, Supplier<Optional<T>> attempt) {
        for (int conflicts = 1; true; conflicts++) {
            Optional<T> outcome = attempt.get();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            conflicted(resource, conflicts);
        }
    }

    /** Waits before the next try, after so many conflicts; fails where there is none. */
    void conflicted(String resource, int conflicts) {
        if (conflicts >= TRIES) {
            throw new StorageUnavailableException(
                    resource, "other writes to it were under way at each of " + TRIES + " tries: call again");
        }
        sleep(resource, conflicts);
    }

    private void sleep(String resource, int tries) {
        try {
            pause.before(tries);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException(resource, "the write was interrupted before its next try", e);
        }
    }
}
