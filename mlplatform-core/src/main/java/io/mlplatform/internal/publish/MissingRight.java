package io.mlplatform.internal.publish;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.EntityName;
import io.mlplatform.layout.Zone;
import java.util.function.Supplier;

/** Says of a store's refusal which right of the layout's roles is missing: a store knows keys only. */
final class MissingRight {

    private MissingRight() {}

    /**
     * The answer of {@code work}.
     *
     * @param right in the words of the layout's permissions, such as {@code write}
     */
    static <T> T of(String right, Zone zone, EntityName entity, Supplier<T> work) {
        try {
            return work.get();
        } catch (AccessDeniedException e) {
            // What refuses without a store's answer has said all itself.
            if (e.getCause() == null || e.getClass() != AccessDeniedException.class) {
                throw e;
            }
            String said = String.valueOf(e.getMessage()).substring(e.resource().length() + ": ".length());
            throw new AccessDeniedException(
                    e.resource(),
                    said + "; this takes the right: " + right + " team " + entity.team() + " in zone " + zone,
                    e);
        }
    }

    static void of(String right, Zone zone, EntityName entity, Runnable work) {
        of(right, zone, entity, () -> {
            work.run();
            return zone;
        });
    }
}
