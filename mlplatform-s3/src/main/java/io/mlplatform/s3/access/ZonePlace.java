package io.mlplatform.s3.access;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.net.URI;

/**
 * A zone's root in terms of S3; either part may hold {@value ZoneSettings#TEAM}.
 *
 * @param prefix empty, or ends in {@code /}
 */
record ZonePlace(Zone zone, String bucket, String prefix, ZoneSettings settings) {

    /** The segments that the name of an entity may have. */
    static final int DEEPEST_NAME = 6;

    /** The zone's place, of any team, on the platform whose opened location is {@code opened}. */
    static ZonePlace of(PlatformLayout layout, Zone zone, S3Prefix opened) {
        return at(layout, zone, layout.zone(zone).root(), opened);
    }

    /** The zone at a root, a folder below the opened location or a location of its own. */
    static ZonePlace at(PlatformLayout layout, Zone zone, String root, S3Prefix opened) {
        S3Prefix place = layout.zone(zone).isElsewhere() ? S3Prefix.of(root) : opened.below(root);
        return new ZonePlace(zone, place.bucket(), place.prefix(), layout.zone(zone));
    }

    /** The same with the team filled in: a name, or what stands for one in a policy. */
    ZonePlace forTeam(String team) {
        return new ZonePlace(
                zone, bucket.replace(ZoneSettings.TEAM, team), prefix.replace(ZoneSettings.TEAM, team), settings);
    }

    KeyPatterns patterns() {
        return new KeyPatterns(prefix, zone);
    }

    /** How many folders down in the bucket an entity may lie. */
    int deepest() {
        return DEEPEST_NAME + (int) prefix.chars().filter(c -> c == '/').count();
    }

    /** True where each team has a bucket to itself. */
    boolean isBucketOfTeam() {
        return bucket.contains(ZoneSettings.TEAM);
    }

    /**
     * A bucket and a prefix.
     *
     * @param prefix empty, or ends in {@code /}
     */
    record S3Prefix(String bucket, String prefix) {

        /** Of {@code s3://bucket/prefix}; what follows a {@code ?} says how to reach it, not where it is. */
        static S3Prefix of(String location) {
            // Not a URI as long as it holds {team}.
            if (!location.startsWith("s3://")) {
                throw new IllegalArgumentException(
                        "policies are for S3: '" + location + "' is no location such as s3://acme-ml/lake");
            }
            String path = location.substring("s3://".length()).replaceFirst("\\?.*$", "");
            int slash = path.indexOf('/');
            String bucket = slash < 0 ? path : path.substring(0, slash);
            String folder = slash < 0 ? "" : path.substring(slash + 1).replaceFirst("/$", "");
            return new S3Prefix(bucket, folder.isEmpty() ? "" : decoded(folder) + "/");
        }

        S3Prefix below(String folder) {
            return new S3Prefix(bucket, prefix + folder + "/");
        }

        private static String decoded(String folder) {
            String path = URI.create("s3:///" + folder.replace("{", "%7B").replace("}", "%7D"))
                    .getPath();
            return path.substring(1);
        }
    }
}
