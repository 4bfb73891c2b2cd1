package io.mlplatform.internal;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places outside of the platform's zones that files are taken from: in the zone's own store, or in another bucket of
 * the same kind. Whatever is named, no other store is opened: neither a reader's disk nor another endpoint. Thread-safe.
 */
public final class ForeignPlaces {

    /** What is named in a store, by its key or its prefix. */
    public record Named(ObjectStore store, String path) {}

    private static final Pattern BUCKET = Pattern.compile("([a-z][a-z0-9]*)://([A-Za-z0-9._-]+)(/.*)?");

    private final List<String> zones;
    private final BiFunction<String, StoreLocation, StoreLocation> opener;

    /**
     * @param zones the platform's zone roots, each ending in {@code /}
     * @param opener opens a bucket beside a zone's, and closes it with the platform
     */
    ForeignPlaces(List<String> zones, BiFunction<String, StoreLocation, StoreLocation> opener) {
        this.zones = List.copyOf(zones);
        this.opener = opener;
    }

    /** Of a zone that stands alone: what lies in its own store. */
    static ForeignPlaces beside(StoreLocation zone) {
        return new ForeignPlaces(List.of(zone.toString()), (location, beside) -> {
            throw new IllegalArgumentException(
                    location + " is another store than " + beside.store().location());
        });
    }

    static ForeignPlaces of(
            StoreLocation opened, PlatformLayout layout, BiFunction<String, StoreLocation, StoreLocation> opener) {
        return new ForeignPlaces(
                layout.places().stream()
                        .map(place -> place.root().contains(":")
                                ? place.root().replaceFirst("\\?.*", "") + "/"
                                : opened + place.root() + "/")
                        .toList(),
                opener);
    }

    /**
     * The folder that someone names, as {@code s3://bucket/folder/}; no part of a key is escaped.
     *
     * @throws IllegalArgumentException it is in another kind of store, or it and a zone lie in each other
     */
    public StoreLocation folder(StoreLocation zone, String location) {
        StoreLocation folder = find(zone, location.endsWith("/") ? location : location + "/")
                .map(named -> new StoreLocation(named.store(), named.path()))
                .orElseThrow(() -> new IllegalArgumentException("'" + PlainLocation.of(location)
                        + "' is not in the zone's store, " + zone.store().location() + ", nor in a bucket beside it:"
                        + " name a folder there, or add the files of a disk with addFiles"));
        for (String root : zones) {
            if (root.startsWith(folder.toString()) || folder.toString().startsWith(root)) {
                throw new IllegalArgumentException("'" + PlainLocation.of(location)
                        + "' cannot be taken from: the zone at " + root
                        + " and it lie in each other: promote what is in"
                        + " a zone, and keep other files in folders of their own");
            }
        }
        return folder;
    }

    /** The object that a version names; empty where it is none that may be opened. */
    public Optional<Named> object(StoreLocation zone, String at) {
        return zones.stream().anyMatch(at::startsWith) ? Optional.empty() : find(zone, at);
    }

    private Optional<Named> find(StoreLocation zone, String location) {
        String own = zone.store().location() + "/";
        if (location.startsWith(own)) {
            return Optional.of(new Named(zone.store(), location.substring(own.length())));
        }
        Matcher bucket = BUCKET.matcher(location);
        Matcher here = BUCKET.matcher(zone.store().location());
        if (!bucket.matches() || !here.matches() || !bucket.group(1).equals(here.group(1))) {
            return Optional.empty();
        }
        String rest = Optional.ofNullable(bucket.group(3)).orElse("/").substring(1);
        return Optional.of(new Named(
                opener.apply(bucket.group(1) + "://" + bucket.group(2), zone).store(), rest));
    }
}
