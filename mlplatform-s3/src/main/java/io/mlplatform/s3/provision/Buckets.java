package io.mlplatform.s3.provision;

import io.mlplatform.layout.Place;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The buckets of a layout: the opened one first, which holds the layout. */
final class Buckets {

    private final Map<String, List<ZoneFolder>> folders = new LinkedHashMap<>();
    private final List<String> elsewhere = new ArrayList<>();

    private Buckets() {}

    /** @param bucket the opened one */
    static Buckets of(PlatformLayout layout, String bucket, StoreLocation opened) {
        Buckets buckets = new Buckets();
        buckets.folders.put(bucket, new ArrayList<>());
        for (Place place : layout.places()) {
            String root = place.root();
            if (!root.contains(":")) {
                buckets.add(place, new BucketPlace(bucket, opened.prefix() + root + "/"), layout);
            } else if (BucketPlace.isReachedAlike(root)) {
                buckets.add(place, BucketPlace.of(root), layout);
            } else {
                buckets.elsewhere.add(root);
            }
        }
        return buckets;
    }

    List<Bucket> all(PlatformLayout layout, Requests requests) {
        return folders.entrySet().stream()
                .map(bucket -> new Bucket(bucket.getKey(), bucket.getValue(), layout, requests))
                .toList();
    }

    /** Roots that are reached in a way of their own, and not set up from here. */
    List<String> elsewhere() {
        return elsewhere;
    }

    private void add(Place place, BucketPlace where, PlatformLayout layout) {
        folders.computeIfAbsent(where.bucket(), name -> new ArrayList<>())
                .add(new ZoneFolder(place.zone(), place.team(), where.prefix(), layout.zone(place.zone())));
    }
}
