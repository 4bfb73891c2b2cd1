package io.mlplatform.s3.access;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.Place;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One bucket of a platform, and what lies there.
 *
 * @param zones the zones in it; their prefixes may hold {@value ZoneSettings#TEAM}
 * @param team the one team that has it to itself
 * @param platform where in it the platform was opened, if it was
 */
record GuardedBucket(
        String name,
        List<ZonePlace> zones,
        Optional<String> team,
        Optional<String> platform,
        PlatformLayout layout,
        PolicyLanguage language) {

    private static final String ANY = "*";

    static GuardedBucket of(String name, PlatformLayout layout, S3Prefix opened, PolicyLanguage language) {
        List<ZonePlace> zones = new ArrayList<>();
        Optional<String> team = Optional.empty();
        for (Zone zone : Zone.values()) {
            ZonePlace general = ZonePlace.of(layout, zone, opened);
            if (general.bucket().equals(name)) {
                zones.add(general);
            }
        }
        for (Place place : layout.places()) {
            ZonePlace own = ZonePlace.at(layout, place.zone(), place.root(), opened);
            if (own.bucket().equals(name)
                    && ZonePlace.of(layout, place.zone(), opened).isBucketOfTeam()) {
                zones.add(own);
                team = place.team();
            }
        }
        Optional<String> platform = opened.bucket().equals(name) ? Optional.of(opened.prefix()) : Optional.empty();
        if (zones.isEmpty() && platform.isEmpty()) {
            throw new IllegalArgumentException("bucket '" + name + "' is none of this platform's, which has "
                    + layout.places() + ", opened at " + opened.bucket());
        }
        return new GuardedBucket(name, List.copyOf(zones), team, platform, layout, language);
    }

    Arns arns() {
        return Arns.of(layout);
    }

    String arn() {
        return arns().bucket(name);
    }

    /** Resources of patterns that hold anywhere in the bucket. */
    List<String> anywhere(String... patterns) {
        return anywhere(List.of(patterns));
    }

    List<String> anywhere(Collection<String> patterns) {
        int deepest = zones.stream().mapToInt(ZonePlace::deepest).max().orElse(ZonePlace.DEEPEST_NAME);
        return arns().objects(
                        name,
                        patterns.stream()
                                .flatMap(pattern -> language.spelled(pattern, deepest).stream())
                                .toList());
    }

    /** Keys in the zones, whoever they are of. */
    List<String> ofAll(Predicate<ZonePlace> which, Function<KeyPatterns, List<String>> patterns) {
        return filled(which, patterns, ANY);
    }

    /** Keys in the zones, of the team that asks. */
    List<String> ofAsking(Predicate<ZonePlace> which, Function<KeyPatterns, List<String>> patterns) {
        return filled(which, patterns, PolicyVariables.TEAM);
    }

    private List<String> filled(
            Predicate<ZonePlace> which, Function<KeyPatterns, List<String>> patterns, String standsForTeam) {
        return zones.stream()
                .filter(which)
                .flatMap(zone -> patterns.apply(zone.patterns()).stream())
                .map(pattern -> pattern.replace(ZoneSettings.TEAM, standsForTeam))
                .toList();
    }

    /** The layout's key, and all that describes the platform, where it was opened here. */
    List<String> layoutKey() {
        return platform.map(KeyPatterns::layout).stream().toList();
    }

    List<String> platformKeys() {
        return platform.map(KeyPatterns::platform).stream().toList();
    }

    List<String> probes() {
        return ofAll(zone -> true, patterns -> List.of(patterns.probes()));
    }

    boolean holds(Predicate<ZonePlace> which) {
        return zones.stream().anyMatch(which);
    }

    static boolean isPipelines(ZonePlace place) {
        return place.zone() == Zone.PIPELINES;
    }

    static boolean isRestricted(ZonePlace place) {
        return place.settings().classification().holds(Classification.RESTRICTED);
    }

    static <T> List<T> join(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
