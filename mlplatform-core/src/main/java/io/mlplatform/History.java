package io.mlplatform;

import io.mlplatform.internal.Printable;
import java.io.Serializable;
import java.util.List;

/**
 * The newest versions of an entity, newest first.
 *
 * @param total how many versions there are in all
 */
public record History<V extends EntityVersion>(List<V> versions, long total) implements Serializable {

    public History {
        versions = List.copyOf(versions);
    }

    /** A line a version. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        for (V version : versions) {
            table.append(String.format(
                    "%-6s %s  %6d files %12d bytes  %s%n",
                    "@" + version.ref().version(),
                    version.time(),
                    version.files(),
                    version.bytes(),
                    (version.verified() == Verified.SHA256 ? "" : "(verified: " + version.verified() + ") ")
                            + Printable.line(version.message())));
        }
        if (total > versions.size()) {
            table.append("… and ").append(total - versions.size()).append(" older\n");
        }
        return table.toString().stripTrailing();
    }
}
