package io.mlplatform.layout;

import java.util.EnumMap;
import java.util.Map;

/**
 * Where each zone lives: a folder below the opened location, or a location of its own such as {@code s3://bucket/prefix}.
 * No zone lives in or above another's place. Immutable.
 */
public record PlatformLayout(Map<Zone, String> roots) {

    public PlatformLayout {
        EnumMap<Zone, String> complete = new EnumMap<>(Zone.class);
        for (Zone zone : Zone.values()) {
            String root = roots.getOrDefault(zone, zone.word());
            if (root.isEmpty() || root.startsWith("/") || root.endsWith("/") || root.contains("..")) {
                throw new IllegalArgumentException("zone " + zone + " cannot live at '" + root
                        + "': name a folder such as 'datasets', or a location such as 's3://bucket/prefix'");
            }
            complete.put(zone, root);
        }
        complete.forEach((zone, root) -> complete.forEach((other, above) -> {
            if (zone != other && (root + "/").startsWith(above + "/")) {
                throw new IllegalArgumentException("zone " + zone + " cannot live at '" + root + "', in the place of "
                        + other + ": give each zone a folder or prefix outside of the others'");
            }
        }));
        roots = Map.copyOf(complete);
    }

    /** One folder a zone below the opened location. */
    public static PlatformLayout foldersOfOne() {
        return new PlatformLayout(Map.of());
    }

    /** The same with another place for one zone. */
    public PlatformLayout with(Zone zone, String root) {
        Map<Zone, String> changed = new EnumMap<>(roots);
        changed.put(zone, root);
        return new PlatformLayout(changed);
    }

    public String root(Zone zone) {
        return roots.getOrDefault(zone, zone.word());
    }
}
