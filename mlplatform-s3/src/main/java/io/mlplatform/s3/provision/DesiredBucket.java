package io.mlplatform.s3.provision;

import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Versioning;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a layout asks of one bucket: the strictest of what the places in it ask. Immutable; asks no server.
 *
 * @param folders the places in it; none in a bucket that holds the layout alone
 */
record DesiredBucket(String name, List<ZoneFolder> folders, PlatformLayout layout) {

    private static final String OURS = "mlplatform-";

    DesiredBucket {
        folders = List.copyOf(folders);
    }

    /** The class of the most sensitive data that it may hold. */
    Classification classification() {
        return folders.stream()
                .map(folder -> folder.settings().classification())
                .max(Comparator.naturalOrder())
                .orElse(Classification.INTERNAL);
    }

    Versioning versioning() {
        return folders.stream()
                .map(folder -> folder.settings().versioning())
                .max(Comparator.naturalOrder())
                .orElse(Versioning.OFF);
    }

    Optional<Duration> objectLock() {
        return folders.stream()
                .flatMap(folder -> folder.settings().objectLock().stream())
                .max(Comparator.naturalOrder());
    }

    /** The key that encrypts there by default, named as the layout does; refused where its places name several. */
    Optional<String> kmsKey() {
        List<String> keys = folders.stream()
                .map(ZoneFolder::settings)
                .map(ZoneSettings::kmsKey)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        if (keys.size() > 1) {
            throw new IllegalArgumentException("bucket " + name + " holds zones with different keys, " + keys
                    + ", and has one by default: give each zone a bucket of its own, or one key to all");
        }
        return keys.stream().findFirst();
    }

    /** The one team that has it to itself. */
    Optional<String> team() {
        List<Optional<String>> teams =
                folders.stream().map(ZoneFolder::team).distinct().toList();
        return teams.size() == 1 ? teams.get(0) : Optional.empty();
    }

    /** What bills, inventories and conditions tell it by. */
    SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(OURS + "organisation", layout.organisation());
        tags.put(OURS + "environment", layout.environment());
        tags.put(OURS + "classification", classification().word());
        String zones = folders.stream()
                .map(folder -> folder.zone().word())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        if (!zones.isEmpty()) {
            tags.put(OURS + "zone", zones);
        }
        team().ifPresent(own -> tags.put(OURS + "team", own));
        return tags;
    }

    /** What it clears away by itself, by the rule's id: never a current object of an entity. */
    List<DesiredExpiry> expiries() {
        List<DesiredExpiry> expiries = new ArrayList<>();
        for (ZoneFolder folder : folders) {
            Retention retention = folder.settings().retention();
            String id = OURS + folder.name();
            expiries.add(new DesiredExpiry.OfRemains(
                    id, folder.prefix(), retention.abandonedUploads(), retention.nonCurrent()));
            if (folder.zone() == Zone.EXPERIMENTS) {
                retention
                        .temporary()
                        .ifPresent(time ->
                                expiries.add(new DesiredExpiry.OfTemporary(id + "-temporary", folder.prefix(), time)));
            }
        }
        expiries.sort(Comparator.comparing(DesiredExpiry::id));
        return expiries;
    }

    /** Where each request to it is written down; a bucket of logs keeps none of itself. */
    Optional<BucketPlace> accessLog() {
        return layout.accessLogs()
                .map(BucketPlace::of)
                .filter(target -> !target.bucket().equals(name))
                .map(target -> new BucketPlace(target.bucket(), target.prefix() + name + "/"));
    }
}
