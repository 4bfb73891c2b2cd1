package io.mlplatform.internal;

import io.mlplatform.EntityName;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose an object below a zone root is, by its key.
 *
 * @param entity the one that owns it
 * @param folder the reserved name behind the entity's: {@code _log}, {@code data} …
 */
public record KeyOwner(EntityName entity, String folder) {

    private static final Set<String> RESERVED = Set.of(
            Keys.LOG,
            Keys.ALIASES,
            Keys.VERSIONS,
            Keys.MANIFESTS,
            Keys.SIGNATURES,
            Keys.DATA,
            Keys.EXPORTS,
            Keys.HEAD_COPY);

    /** The owner; empty where the key is of no entity. */
    public static Optional<KeyOwner> of(StoreLocation root, ObjectKey key) {
        List<String> segments =
                List.of(key.value().substring(root.prefix().length()).split("/", -1));
        for (int i = 0; i < segments.size(); i++) {
            if (RESERVED.contains(segments.get(i))) {
                return named(String.join("/", segments.subList(0, i)), segments.get(i));
            }
        }
        return Optional.empty();
    }

    /** True for markers, probes and the layout, which are of the zone or the platform. */
    public static boolean isOfZone(StoreLocation root, ObjectKey key) {
        String below = key.value().substring(root.prefix().length());
        return below.startsWith(Keys.ENTITIES)
                || below.startsWith(Keys.LINEAGE)
                || below.startsWith(Keys.PROBES)
                || below.equals(Keys.LAYOUT);
    }

    /** True for an object of the log, by which alone the entity exists. */
    public boolean isLog() {
        return folder.equals(Keys.LOG);
    }

    /** True where a listing in order of key has told the entity's log before this object. */
    public boolean isBehindLog() {
        return folder.compareTo(Keys.LOG) > 0;
    }

    private static Optional<KeyOwner> named(String name, String folder) {
        try {
            return Optional.of(new KeyOwner(EntityName.of(name), folder));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
