package io.mlplatform.testkit.format;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that each lineage marker lies in its consumer's zone, is empty and stands for an input. */
final class LineageMarkers {
    private static final Pattern MARKER = Pattern.compile("([a-z]+)/([^/]+)/([0-9]{10})/([a-z]+)!([^/@]+)@([0-9]{10})");

    private LineageMarkers() {}

    /** @param versions all of the zone, by {@code mlp://zone/name@n} */
    static void check(
            StoredFolder folder, Findings findings, String zone, String root, Map<String, VersionRecord> versions) {
        for (String key : folder.list(root + "_lineage/")) {
            Matcher marker = MARKER.matcher(key.substring((root + "_lineage/").length()));
            findings.require(folder.isEmpty(key), key, Rule.EMPTY_MARKER, "is not empty");
            if (!findings.require(marker.matches(), key, Rule.LINEAGE, "is no marker")) {
                continue;
            }
            String input = reference(marker.group(1), marker.group(2), marker.group(3));
            String consumer = reference(marker.group(4), marker.group(5), marker.group(6));
            findings.require(marker.group(4).equals(zone), key, Rule.LINEAGE, "is not in its consumer's zone");
            VersionRecord version = versions.get(consumer);
            boolean named =
                    version != null && (version.dead() || version.inputs().contains(input));
            findings.require(named, key, Rule.LINEAGE, consumer + " has no input " + input);
        }
    }

    private static String reference(String zone, String entity, String version) {
        return "mlp://" + zone + "/" + entity.replace('!', '/') + "@" + Long.parseLong(version);
    }
}
