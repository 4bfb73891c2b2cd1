package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which keys can be stored. */
interface KeyContract extends StoreFixture {

    @Test
    default void oddCharactersAreKept() throws Exception {
        RuleCheck.run(this, Rule.ODD_KEYS, store -> keeps(store, List.of(
                "dt=2026-11-23/part-0.parquet",
                "split=__HIVE_DEFAULT_PARTITION__/x",
                "a b/c  d ",
                " leading",
                "1+1=2",
                "100%",
                "%41%2F%2f%00",
                "a&b=c;d,e",
                "#hash?query=1",
                "it's \"quoted\" `here`",
                "back\\slash",
                "<angle>|[square]{curly}",
                "at@colon:star*bang!dollar$tilde~caret^",
                "...",
                ".hidden/..two/three...",
                "héllo/日本語/\uD83D\uDE00")));
    }

    @Test
    default void keysAndSegmentsMayBeLong() throws Exception {
        RuleCheck.run(this, Rule.LONG_KEYS, store -> {
            String segment = "s".repeat(255);
            String wide = "é".repeat(127) + "x";
            String longest = segment + "/" + segment + "/" + segment + "/" + segment + "x";
            keeps(store, List.of(
                    "a/" + segment, "b/" + wide, "c/" + segment + "/" + wide + "/" + segment,
                    longest.substring(0, 1_020) + "/end"));
        });
    }

    @Test
    default void composedAndDecomposedKeysDiffer() throws Exception {
        RuleCheck.run(this, Rule.UNICODE_FORMS, store -> keeps(store, List.of("caf\u00E9/x", "cafe\u0301/x", "\u212B", "\u00C5")));
    }

    @Test
    default void anObjectMayLieBesideAFolderOfItsName() throws Exception {
        RuleCheck.run(this, Rule.OBJECT_BESIDE_FOLDER, store -> keeps(store, List.of("x", "x/y", "u/v/w", "u/v")));
    }

    /** Each can be put, read, seen in a listing and, at the end, deleted. */
    private static void keeps(ObjectStore store, List<String> keys) throws Exception {
        for (String key : keys) {
            Sample.put(store, key, "at " + key);
        }
        for (String key : keys) {
            assertThat(store.head(ObjectKey.of(key)).orElseThrow().key().value()).isEqualTo(key);
            assertThat(Sample.read(store, ObjectKey.of(key))).asString().isEqualTo("at " + key);
            assertThat(Pages.of(store, key).keys()).contains(key);
        }
        List<String> sorted = new ArrayList<>(keys);
        sorted.sort(Utf8.ORDER);
        assertThat(Pages.of(store, "").keys()).isEqualTo(sorted);
        store.delete(keys.stream().map(ObjectKey::of).toList());
        assertThat(Pages.of(store, "").keys()).isEmpty();
    }
}
