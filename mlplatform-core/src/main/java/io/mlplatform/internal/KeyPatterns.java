package io.mlplatform.internal;

import io.mlplatform.layout.Permission;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Spells the patterns of the keys below one zone root, for policies: {@code *} stands for any characters, {@code /} among
 * them, and {@code ?} for one. A scope is that of a {@link Permission}; what is in it and in the root beside the
 * slashes is copied as it is, so that either may hold a placeholder.
 *
 * <p>Since {@code *} crosses {@code /}, a pattern such as {@code growth/*}{@code /data/*} also matches keys inside of other
 * folders. No file of an entity, and no entity, is called so that a key of the format is matched by a pattern of
 * another folder; {@link #PROTECTED_ALIASES} keeps out what is made to look so.
 */
public final class KeyPatterns {

    /** The protected aliases of any entity in a bucket. */
    public static final List<String> PROTECTED_ALIASES = List.of("*/" + Keys.ALIASES + "/*");

    /** The logs of any entity in a bucket, without those of aliases. */
    public static final List<String> LOGS = List.of("*/" + Keys.LOG + "/*");

    /** What no one ever deletes of an entity, anywhere in a bucket. */
    public static final List<String> NEVER_DELETED =
            List.of("*/" + Keys.LOG + "/*", "*/" + Keys.ALIASES + "/*", "*/" + Keys.SIGNATURES + "/*");

    /** The keys of an entity that are overwritten, anywhere in a bucket. */
    public static final List<String> OVERWRITTEN = List.of("*/" + Keys.CURRENT_EXPORTS + "/*", "*/" + Keys.HEAD_COPY);

    /** All keys of an entity, anywhere in a bucket. */
    public static final List<String> OF_ENTITIES = List.of(
            "*/" + Keys.LOG + "/*",
            "*/" + Keys.ALIASES + "/*",
            "*/" + Keys.VERSIONS + "/*",
            "*/" + Keys.MANIFESTS + "/*",
            "*/" + Keys.DATA + "/*",
            "*/" + Keys.SIGNATURES + "/*",
            "*/" + Keys.EXPORTS + "/*",
            "*/" + Keys.HEAD_COPY);

    private static final String NUMBER = "?".repeat(10);

    // A protected alias may be called "data": its entries lie right in its folder, files in that of a transaction.
    private static final String FILES = Keys.DATA + "/" + "?".repeat(26);

    private final String root;
    private final Zone zone;

    /**
     * Patterns below a root.
     *
     * @param root empty, or ends in {@code /}
     */
    public KeyPatterns(String root, Zone zone) {
        this.root = root;
        this.zone = zone;
    }

    /**
     * The same keys for a server whose {@code *} ends at the first {@code /} where one follows: a pattern for each number of
     * segments that the {@code *} stands for, up to {@code deepest}.
     */
    public static List<String> byDepth(String pattern, int deepest) {
        int star = pattern.indexOf("*/");
        boolean fixed = star < 0 || pattern.contains(Keys.LINEAGE);
        return fixed
                ? List.of(pattern)
                : IntStream.range(0, deepest)
                        .mapToObj(more -> pattern.substring(0, star) + "*/".repeat(more) + pattern.substring(star))
                        .toList();
    }

    /** The platform's layout, below what was opened; {@code opened} is empty or ends in {@code /}. */
    public static String layout(String opened) {
        return opened + Keys.LAYOUT;
    }

    /** All that describes the platform, below what was opened. */
    public static String platform(String opened) {
        return opened + Keys.LAYOUT.substring(0, Keys.LAYOUT.indexOf('/') + 1) + "*";
    }

    /** All of the zone. */
    public String all() {
        return root + "*";
    }

    /** All of all entities, whose names have two segments or more. */
    public String entities() {
        return root + "*/*/*";
    }

    /** All of the entities of a scope. */
    public List<String> readable(String scope) {
        return rooted(isOne(scope) ? scope + "/*" : entities(scope));
    }

    /** The prefixes to list: the entities, and what was made from them. */
    public List<String> listable(String scope) {
        return scope.isEmpty()
                ? List.of(all())
                : rooted(isOne(scope) ? scope + "/*" : entities(scope), marker(scope), madeFrom(scope));
    }

    /** What publishing, annotating and moving plain aliases puts, and probing. */
    public List<String> writable(String scope) {
        return below(
                scope,
                List.of(Keys.LOG, FILES, Keys.MANIFESTS, Keys.VERSIONS, Keys.EXPORTS),
                List.of(entities(scope) + "/" + Keys.HEAD_COPY, marker(scope), madeBy(scope), Keys.PROBES + "*"));
    }

    /** What moving a protected alias puts. */
    public List<String> assignable(String scope) {
        return below(scope, List.of(Keys.ALIASES, Keys.LOG), List.of());
    }

    /** What collecting puts. */
    public List<String> condemnable(String scope) {
        return below(scope, List.of(Keys.LOG), List.of());
    }

    /** What collecting deletes. */
    public List<String> deletable(String scope) {
        return below(
                scope,
                List.of(FILES, Keys.MANIFESTS, Keys.VERSIONS, Keys.EXPORTS),
                List.of(entities(scope) + "/" + Keys.HEAD_COPY, marker(scope), madeBy(scope), Keys.PROBES + "*"));
    }

    /** What tells who did what. */
    public List<String> auditable(String scope) {
        return below(
                scope,
                List.of(Keys.LOG, Keys.ALIASES, Keys.VERSIONS),
                List.of(entities(scope) + "/" + Keys.HEAD_COPY, marker(scope), madeFrom(scope)));
    }

    /** The prefixes to list for that. */
    public List<String> auditableLists(String scope) {
        return below(scope, List.of(Keys.LOG, Keys.ALIASES, Keys.VERSIONS), List.of(marker(scope), madeFrom(scope)));
    }

    /** All that may ever be put in the name of a team, by any of its roles; with {@link #probes}. */
    public List<String> inTheNameOf(String team) {
        return rooted(team + "/*", marker(team + "/"), madeBy(team + "/"), Keys.PROBES + "*");
    }

    /** What may be listed and read where no team sees another's. */
    public List<String> ofTeam(String team) {
        return listable(team + "/");
    }

    /** Where stores are tried. */
    public String probes() {
        return root + Keys.PROBES + "*";
    }

    /** The markers of entities and of lineage. */
    public List<String> markers() {
        return rooted(Keys.ENTITIES + "*", Keys.LINEAGE + "*");
    }

    private List<String> below(String scope, List<String> folders, List<String> others) {
        Stream<String> inEntities = folders.stream().map(folder -> entities(scope) + "/" + folder + "/*");
        return Stream.concat(inEntities, others.stream())
                .map(pattern -> root + pattern)
                .collect(Collectors.toUnmodifiableList());
    }

    private List<String> rooted(String... patterns) {
        return Stream.of(patterns).map(pattern -> root + pattern).toList();
    }

    private static boolean isOne(String scope) {
        return !scope.isEmpty() && !scope.endsWith("/");
    }

    private static String entities(String scope) {
        return isOne(scope) ? scope : scope + "*";
    }

    private static String flat(String scope) {
        return scope.replace('/', Keys.FLAT);
    }

    private static String marker(String scope) {
        return Keys.ENTITIES + flat(entities(scope));
    }

    /** Markers that an entity of the scope is an input: those of its consumers. */
    private static String madeFrom(String scope) {
        return Keys.LINEAGE + (scope.isEmpty() ? "*" : "*/" + flat(entities(scope)) + (isOne(scope) ? "/*" : ""));
    }

    // The ten places of the number keep an input, whoever it is of, from standing where the consumer does.
    private String madeBy(String scope) {
        return Keys.LINEAGE + "*/*/" + NUMBER + "/" + zone + Keys.FLAT + flat(entities(scope))
                + (isOne(scope) ? "@*" : "");
    }
}
