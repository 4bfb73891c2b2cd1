package io.mlplatform.models;

import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Printable;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What serves a model somewhere, as its deployers told.
 *
 * @param where a name of the place, such as an endpoint's
 * @param since when it was told, by the store's clock
 * @param actor who says to have told it
 * @param details in the deployer's words
 */
public record Deployment(String where, PinnedRef version, Instant since, String actor, Map<String, String> details)
        implements Serializable {

    public Deployment {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    @Override
    public String toString() {
        return Printable.line(where) + " serves " + version + " since " + since
                + (details.isEmpty() ? "" : " " + Printable.line(details.toString()));
    }
}
