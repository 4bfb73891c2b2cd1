package io.mlplatform.layout;

import io.mlplatform.NotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose platform it is, where each zone and team lives, and what holds there. No place lies in or above another's.
 * Immutable; stored with the platform, as {@code _platform/layout.json}.
 *
 * @param organisation begins the names of roles and, by {@link #buckets}, of buckets
 * @param environment such as {@code prod}; follows the organisation in those names
 * @param region where the buckets are; the store's own choice if empty
 * @param account the 12-digit account that owns all buckets: requests then fail where another one does
 * @param teams those on the platform, in order; if empty, any team may come to a zone that all share
 * @param accessLogs where the buckets' access logs go, such as {@code s3://acme-logs/s3}; none are kept if empty
 */
public record PlatformLayout(
        String organisation,
        String environment,
        Optional<String> region,
        Optional<String> account,
        List<String> teams,
        Map<Zone, ZoneSettings> zones,
        Optional<String> accessLogs) {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,19}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    public PlatformLayout {
        requireWord("an organisation", organisation);
        requireWord("an environment", environment);
        account.filter(id -> !ACCOUNT.matcher(id).matches()).ifPresent(id -> {
            throw new IllegalArgumentException("an account is 12 digits: '" + id + "'");
        });
        teams.forEach(TeamName::require);
        teams = List.copyOf(new TreeSet<>(teams));
        EnumMap<Zone, ZoneSettings> complete = new EnumMap<>(Zone.class);
        for (Zone zone : Zone.values()) {
            complete.put(zone, zones.getOrDefault(zone, ZoneSettings.at(zone.word())));
        }
        zones = Map.copyOf(complete);
        requireApart(places(zones, teams));
    }

    /** One folder a zone below the opened location, for any team. */
    public static PlatformLayout foldersOfOne() {
        return new PlatformLayout(
                "mlplatform", "main", Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty());
    }

    /**
     * A bucket a zone, {@code s3://<organisation>-<environment>-<zone>}, and one a team for experiments, which ends in
     * {@code -<team>}; versioning where CodePipeline asks for it. Teams are added by {@link #withTeam}.
     */
    public static PlatformLayout buckets(String organisation, String environment) {
        EnumMap<Zone, ZoneSettings> zones = new EnumMap<>(Zone.class);
        for (Zone zone : Zone.values()) {
            String bucket = "s3://" + organisation + "-" + environment + "-" + zone;
            zones.put(zone, ZoneSettings.at(zone == Zone.EXPERIMENTS ? bucket + "-" + ZoneSettings.TEAM : bucket));
        }
        zones.computeIfPresent(Zone.PIPELINES, (zone, settings) -> settings.withVersioning(Versioning.ON));
        return new PlatformLayout(
                organisation, environment, Optional.empty(), Optional.empty(), List.of(), zones, Optional.empty());
    }

    /** The same with another place for one zone. */
    public PlatformLayout with(Zone zone, String root) {
        return with(zone, zone(zone).withRoot(root));
    }

    /** The same with other settings for one zone. */
    public PlatformLayout with(Zone zone, ZoneSettings settings) {
        EnumMap<Zone, ZoneSettings> changed = new EnumMap<>(zones);
        changed.put(zone, settings);
        return new PlatformLayout(organisation, environment, region, account, teams, changed, accessLogs);
    }

    /** The same with these teams besides. */
    public PlatformLayout withTeam(String... more) {
        List<String> all = Stream.concat(teams.stream(), Arrays.stream(more)).toList();
        return new PlatformLayout(organisation, environment, region, account, all, zones, accessLogs);
    }

    /** The same in a region. */
    public PlatformLayout inRegion(String name) {
        return new PlatformLayout(organisation, environment, Optional.of(name), account, teams, zones, accessLogs);
    }

    /** The same where one account owns all buckets. */
    public PlatformLayout ownedBy(String id) {
        return new PlatformLayout(organisation, environment, region, Optional.of(id), teams, zones, accessLogs);
    }

    /** The same with the buckets' access logs going to a place. */
    public PlatformLayout withAccessLogs(String location) {
        return new PlatformLayout(organisation, environment, region, account, teams, zones, Optional.of(location));
    }

    public ZoneSettings zone(Zone zone) {
        return Optional.ofNullable(zones.get(zone)).orElseThrow();
    }

    /** Where that team's part of the zone is; {@link NotFoundException} where teams are named, and it is not among them. */
    public String root(Zone zone, String team) {
        boolean anyTeam = teams.isEmpty() && !zone(zone).isByTeam();
        if (!anyTeam && !teams.contains(team)) {
            throw new NotFoundException(
                    "team " + team,
                    "is not on this platform, which knows " + teams
                            + ": on-board it, and open the platform again where that was done since");
        }
        return zone(zone).root().replace(ZoneSettings.TEAM, team);
    }

    /** Every place there is: one a zone, or one a team where each has its own. */
    public List<Place> places() {
        return places(zones, teams);
    }

    /** A table for people: what is where, for whom. */
    public String describe() {
        StringBuilder text = new StringBuilder(organisation + " " + environment + ", teams: "
                + (teams.isEmpty() ? "any" : String.join(", ", teams))
                + region.map(name -> ", region " + name).orElse("")
                + account.map(id -> ", account " + id).orElse("") + "\n");
        for (Zone zone : Zone.values()) {
            ZoneSettings settings = zone(zone);
            text.append(String.format(
                    "  %-11s %-13s versioning %-3s %s%s%n",
                    zone,
                    settings.classification(),
                    settings.versioning(),
                    settings.root(),
                    settings.kmsKey().map(key -> "  key " + key).orElse("")));
        }
        return text.toString();
    }

    private static List<Place> places(Map<Zone, ZoneSettings> zones, List<String> teams) {
        List<Place> places = new ArrayList<>();
        for (Zone zone : Zone.values()) {
            ZoneSettings settings = Optional.ofNullable(zones.get(zone)).orElseThrow();
            if (settings.isByTeam()) {
                teams.forEach(team -> places.add(
                        new Place(zone, Optional.of(team), settings.root().replace(ZoneSettings.TEAM, team))));
            } else {
                places.add(new Place(zone, Optional.empty(), settings.root()));
            }
        }
        return List.copyOf(places);
    }

    // In order of root, what lies in a place follows it at once.
    private static void requireApart(List<Place> places) {
        List<Place> sorted = places.stream()
                .sorted(Comparator.comparing(place -> place.root() + "/"))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            Place above = sorted.get(i - 1);
            Place place = sorted.get(i);
            if ((place.root() + "/").startsWith(above.root() + "/")) {
                throw new IllegalArgumentException("zone " + place.zone() + " cannot live at '" + place.root()
                        + "', in the place of " + above.zone()
                        + ": give each zone, and each team of it, a folder or prefix outside of the others'");
            }
        }
    }

    private static void requireWord(String what, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    what + " is 1 to 20 lower-case letters, digits and dashes: '" + word + "'");
        }
    }
}
