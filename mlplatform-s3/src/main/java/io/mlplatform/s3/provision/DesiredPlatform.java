package io.mlplatform.s3.provision;

import io.mlplatform.layout.Place;
import io.mlplatform.layout.PlatformLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The buckets that a layout names, and the opened one. Immutable; asks no server. */
final class DesiredPlatform {

    private DesiredPlatform() {}

    /** In order of name. Roots that are reached in a way of their own are refused: they are another server's. */
    static List<DesiredBucket> buckets(PlatformLayout layout, BucketPlace opened) {
        Map<String, List<ZoneFolder>> folders = new TreeMap<>();
        folders.put(opened.bucket(), new ArrayList<>());
        for (Place place : layout.places()) {
            BucketPlace where = layout.zone(place.zone()).isElsewhere()
                    ? BucketPlace.of(place.root())
                    : new BucketPlace(opened.bucket(), opened.prefix() + place.root() + "/");
            folders.computeIfAbsent(where.bucket(), name -> new ArrayList<>())
                    .add(new ZoneFolder(place.zone(), place.team(), where.prefix(), layout.zone(place.zone())));
        }
        return folders.entrySet().stream()
                .map(bucket -> new DesiredBucket(bucket.getKey(), bucket.getValue(), layout))
                .toList();
    }
}
