package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is spelled for policies, against what {@link Keys} spells for requests. */
class KeyPatternsTest {

    private static final String ROOT = "lake/models/";
    private static final StoreLocation PLACE = new StoreLocation(new MemoryStore(Clock.systemUTC()), ROOT);
    private static final KeyPatterns PATTERNS = new KeyPatterns(ROOT, Zone.MODELS);
    private static final Digest DIGEST = Digest.of("x");
    private static final int ROUNDS = 2_000;

    /** Allowed in names, and made to look like folders of the format. */
    private static final List<String> ODD_SEGMENTS = List.of(
            "log",
            "a_log",
            "aliases",
            "x_aliases",
            "versions",
            "manifests",
            "head.json",
            "exports",
            "lineage",
            "models",
            "datasets",
            "growth",
            "growth-eu",
            "a.b-c_d",
            "0",
            "x-data",
            "models.growth",
            "production");

    private static final List<String> TEAMS = List.of("growth-eu", "growth2", "gro", "risk", "models", "datasets");

    @Test
    void everyKeyThatAPublishPutsIsWritable() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS / 100; i++) {
            EntityName own = entity(random, "growth");
            assertThat(published(own, entity(random, "risk"), random))
                    .allSatisfy(key -> assertThat(matches(PATTERNS.writable("growth/"), key))
                            .as(key)
                            .isTrue());
        }
    }

    @Test
    void aKeyOfAProtectedAliasIsWritableForNoOneWhateverItsEntityIsCalled() {
        Random random = new Random(2);
        int looseHits = 0;
        for (int i = 0; i < ROUNDS; i++) {
            EntityName entity = entity(random, "growth");
            String key = aliasEntry(entity, random);

            assertThat(matches(PATTERNS.writable("growth/"), key)).as(key).isFalse();
            assertThat(matches(PATTERNS.assignable("growth/"), key)).as(key).isTrue();
            looseHits += matches(List.of(ROOT + "growth/*_log/*"), key) ? 1 : 0;
        }
        assertThat(looseHits).as("a pattern without the slash would be caught").isPositive();
    }

    @Test
    void whatIsMadeToLookLikeALogBelowAnAliasIsKeptOutByTheDenial() {
        String disguised = ROOT + "growth/churn/_aliases/production/_log/9999999999-0000000000.json";

        assertThat(matches(PATTERNS.writable("growth/"), disguised)).isTrue();
        assertThat(matches(KeyPatterns.PROTECTED_ALIASES, disguised)).isTrue();
    }

    @Test
    void noKeyOfAnotherTeamIsWritableReadableOrDeletable() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            EntityName other = entity(random, TEAMS.get(random.nextInt(TEAMS.size())));
            for (String key : published(other, entity(random, "growth"), random)) {
                assertThat(matches(PATTERNS.writable("growth/"), key)).as(key).isFalse();
                assertThat(matches(PATTERNS.inTheNameOf("growth"), key)).as(key).isFalse();
                assertThat(matches(PATTERNS.readable("growth/"), key)).as(key).isFalse();
                assertThat(matches(PATTERNS.deletable("growth/"), key)).as(key).isFalse();
            }
        }
    }

    @Test
    void noMarkerOfAnotherConsumerIsWritableWhateverTheInputIsCalled() {
        Random random = new Random(4);
        int looseHits = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // The input of a team called like the zone: "models/growth/…" is "models!growth!…" in a marker.
            EntityName input = entity(random, random.nextBoolean() ? "models/growth" : "growth");
            String key = marker(input, entity(random, TEAMS.get(random.nextInt(TEAMS.size()))), random);

            assertThat(matches(PATTERNS.writable("growth/"), key)).as(key).isFalse();
            looseHits += matches(List.of(ROOT + "_lineage/*/models!growth!*"), key) ? 1 : 0;
        }
        assertThat(looseHits)
                .as("a pattern without the number's places would be caught")
                .isPositive();
    }

    @Test
    void noCollectorDeletesALogAnAliasOrASignature() {
        Random random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            EntityName entity = entity(random, TEAMS.get(random.nextInt(TEAMS.size())));
            Keys keys = new Keys(PLACE, entity);
            for (String key : List.of(
                    Keys.slot(keys.log(), random.nextInt(100)).value(),
                    aliasEntry(entity, random),
                    ROOT + entity + "/_signatures/0000000001.sig")) {
                assertThat(matches(PATTERNS.deletable(""), key)).as(key).isFalse();
                assertThat(matches(KeyPatterns.NEVER_DELETED, key)).as(key).isTrue();
                assertThat(matches(KeyPatterns.OVERWRITTEN, key)).as(key).isFalse();
            }
        }
    }

    @Test
    void anAuditorReadsNeitherDataNorManifests() {
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS / 10; i++) {
            Keys keys = new Keys(PLACE, entity(random, "risk"));

            assertThat(matches(PATTERNS.auditable(""), Keys.slot(keys.log(), 3).value()))
                    .isTrue();
            assertThat(matches(
                            PATTERNS.auditable(""),
                            keys.data("01j", "a/b.parquet").value()))
                    .isFalse();
            assertThat(matches(
                            PATTERNS.auditable(""), keys.segment("01j", DIGEST).value()))
                    .isFalse();
        }
    }

    @Test
    void byDepthAPatternMatchesTheSameKeysWhereAStarEndsAtTheNextSlash() {
        Random random = new Random(8);
        List<String> byDepth = PATTERNS.writable("growth/").stream()
                .flatMap(pattern -> KeyPatterns.byDepth(pattern, 6).stream())
                .toList();
        for (int i = 0; i < ROUNDS / 10; i++) {
            EntityName own = entity(random, "growth");
            assertThat(published(own, entity(random, "risk"), random))
                    .allMatch(key -> byDepth.stream().anyMatch(pattern -> matchesByHops(pattern, key)));
            assertThat(byDepth).noneMatch(pattern -> matchesByHops(pattern, aliasEntry(own, random)));
        }
    }

    @Test
    void theScopeOfOneEntityIsThatEntityAlone() {
        EntityName churn = EntityName.of("growth/churn");
        Random random = new Random(7);

        assertThat(published(churn, EntityName.of("risk/a"), random))
                .allMatch(key -> matches(PATTERNS.writable("growth/churn"), key));
        for (String other : List.of("growth/churn2", "growth/churn-x", "growth/churn/deep", "growth/c")) {
            assertThat(published(EntityName.of(other), EntityName.of("growth/churn"), random))
                    .noneMatch(key -> matches(PATTERNS.writable("growth/churn"), key));
        }
    }

    @Test
    void whatATeamListsIsItsOwn() {
        List<String> lists = PATTERNS.listable("growth/");

        assertThat(List.of("growth/churn/_log/", "_entities/growth!", "_lineage/datasets/growth!a/0000000001/"))
                .allMatch(prefix -> matches(lists, ROOT + prefix));
        assertThat(List.of("", "_entities/", "_entities/growth", "growth-eu/", "growth", "_lineage/", "_aliases/"))
                .noneMatch(prefix -> matches(lists, ROOT + prefix));
    }

    private static List<String> published(EntityName entity, EntityName input, Random random) {
        Keys keys = new Keys(PLACE, entity);
        String txn = "01jd9xk3c0q8v5w2m7n4p6r1st";
        return Stream.of(
                        keys.entityMarker(),
                        Keys.slot(keys.log(), random.nextInt(1000)),
                        keys.version(1 + random.nextInt(1000)),
                        keys.segment(txn, DIGEST),
                        keys.document(txn, DIGEST),
                        keys.data(txn, "dt=2026-11-23/part-0.parquet"),
                        keys.headCopy(),
                        keys.currentExport("source.zip"),
                        ObjectKey.of(marker(input, entity, random)))
                .map(ObjectKey::value)
                .toList();
    }

    private static String aliasEntry(EntityName entity, Random random) {
        AliasName alias = AliasName.of(
                List.of("production", "log", "data", "a_log", "head.json").get(random.nextInt(5)));
        return Keys.slot(new Keys(PLACE, entity).aliasLog(alias), random.nextInt(1000))
                .value();
    }

    private static String marker(EntityName input, EntityName consumer, Random random) {
        Zone zone = Zone.values()[random.nextInt(Zone.values().length)];
        PinnedRef ref = new PinnedRef(zone, input, 1 + random.nextInt(1000), DIGEST);
        return Keys.lineage(PLACE, ref, Zone.MODELS, consumer, 1 + random.nextInt(1000))
                .value();
    }

    private static EntityName entity(Random random, String team) {
        List<String> segments = new ArrayList<>(List.of(team));
        for (int more = 1 + random.nextInt(3); more > 0; more--) {
            segments.add(ODD_SEGMENTS.get(random.nextInt(ODD_SEGMENTS.size())));
        }
        return EntityName.of(String.join("/", segments));
    }

    private static boolean matches(List<String> patterns, String key) {
        return patterns.stream().anyMatch(pattern -> regex(pattern).matcher(key).matches());
    }

    /** A star, but the last, goes to the first place where the pattern's next character stands. */
    private static boolean matchesByHops(String pattern, String key) {
        int at = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            if (wanted == '*') {
                if (i == pattern.length() - 1) {
                    return true;
                }
                at = key.indexOf(pattern.charAt(i + 1), at);
                if (at < 0) {
                    return false;
                }
            } else if (at == key.length() || (wanted != '?' && wanted != key.charAt(at++))) {
                return false;
            } else if (wanted == '?') {
                at++;
            }
        }
        return at == key.length();
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
    }
}
