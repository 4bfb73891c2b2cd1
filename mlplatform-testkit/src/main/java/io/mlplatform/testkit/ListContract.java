package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listing holds, and in which order. */
interface ListContract extends StoreFixture {

    @Test
    default void pagesFollowEachOtherWithoutGapOrRepetition() throws Exception {
        RuleCheck.run(this, Rule.LIST_PAGING, store -> {
            List<ObjectKey> keys = Sample.keys("data/", 1_003);
            Sample.putAll(store, keys);
            Listing first = store.list("data/", "", Delimiter.NONE, 1_000);
            assertThat(first.objects()).hasSize(1_000);
            assertThat(first.next()).isPresent();
            for (int max : List.of(1_000, 100, 59, 17)) {
                List<ObjectInfo> infos = Pages.of(store, "data/", Delimiter.NONE, max).infos();
                assertThat(infos).extracting(ObjectInfo::key).isEqualTo(keys);
            }
            ObjectInfo listed = first.objects().get(7);
            ObjectInfo head = store.head(listed.key()).orElseThrow();
            assertThat(listed.size()).isEqualTo(head.size()).isEqualTo(10);
            assertThat(listed.etag()).isEqualTo(head.etag());
            assertThat(Pages.of(store, "nothing/").keys()).isEmpty();
        });
    }

    @Test
    default void keysComeInTheOrderOfTheirUtf8Bytes() throws Exception {
        RuleCheck.run(this, Rule.LIST_ORDER, store -> {
            List<String> keys = new ArrayList<>(List.of(
                    "\uD83D\uDE00", "\uE000", "\uFFFD", "é", "zebra", "Zebra", "a-b", "a/b", "a/b-c", "a/b0", "a0", "a.b",
                    "a!", "~", "_log", "10", "9", "\uD83D\uDE00x/1", "\uFFFDx/1", "x/\uD83D\uDE00", "x/\uFFFD"));
            for (String key : keys) {
                Sample.put(store, key, key);
            }
            keys.sort(Utf8.ORDER);
            assertThat(Pages.of(store, "").keys()).isEqualTo(keys);
            assertThat(Pages.of(store, "", Delimiter.NONE, 1).keys()).isEqualTo(keys);
        });
    }

    @Test
    default void aListingStartsAfterTheKeyAskedFor() throws Exception {
        RuleCheck.run(this, Rule.LIST_START, store -> {
            for (String key : List.of("a/1", "b/1", "b/2", "b/3/x", "b/5", "c/1")) {
                Sample.put(store, key, key);
            }
            assertThat(after(store, "b/1")).containsExactly("b/2", "b/3/x", "b/5");
            assertThat(after(store, "b/2")).containsExactly("b/3/x", "b/5");
            assertThat(after(store, "b/3")).containsExactly("b/3/x", "b/5");
            assertThat(after(store, "b/3/")).containsExactly("b/3/x", "b/5");
            assertThat(after(store, "b/3/x")).containsExactly("b/5");
            assertThat(after(store, "b/4")).containsExactly("b/5");
            assertThat(after(store, "b/5")).isEmpty();
            assertThat(after(store, "a/1")).containsExactly("b/1", "b/2", "b/3/x", "b/5");
            assertThat(after(store, "c")).isEmpty();
            Listing page = store.list("b/", "", Delimiter.NONE, 2);
            assertThat(after(store, page.next().orElseThrow())).containsExactly("b/3/x", "b/5");
        });
    }

    @Test
    default void aPrefixMayEndWithinASegment() throws Exception {
        RuleCheck.run(this, Rule.LIST_PREFIX, store -> {
            for (String key : List.of("log", "log-1", "logs/11", "logs/12a", "logs/12b/x/1", "logs/12b/y", "logs/13")) {
                Sample.put(store, key, key);
            }
            assertThat(Pages.of(store, "logs/12").keys()).containsExactly("logs/12a", "logs/12b/x/1", "logs/12b/y");
            assertThat(Pages.of(store, "log").keys()).hasSize(7);
            assertThat(Pages.of(store, "logs").keys()).hasSize(5);
            assertThat(Pages.of(store, "logs/12a").keys()).containsExactly("logs/12a");
            assertThat(Pages.of(store, "logs/12b/x/").keys()).containsExactly("logs/12b/x/1");
            assertThat(Pages.of(store, "logs/12c").keys()).isEmpty();
            Pages folders = Pages.of(store, "logs/12", Delimiter.SLASH, 1_000);
            assertThat(folders.keys()).containsExactly("logs/12a");
            assertThat(folders.folders()).containsExactly("logs/12b/");
        });
    }

    @Test
    default void deeperKeysAppearOnceAsTheirFolder() throws Exception {
        RuleCheck.run(this, Rule.LIST_DELIMITER, store -> {
            for (String key : List.of("z/a-b", "z/a/1", "z/a/2/x", "z/a0", "z/b", "z/c/1", "z/d/1", "z/d/2", "zz")) {
                Sample.put(store, key, key);
            }
            List<String> expected = List.of("z/a-b", "z/a/", "z/a0", "z/b", "z/c/", "z/d/");
            for (int max : List.of(1_000, 3, 2, 1)) {
                Pages pages = Pages.of(store, "z/", Delimiter.SLASH, max);
                assertThat(pages.entries()).as("pages of %s", max).isEqualTo(expected);
                assertThat(pages.folders()).containsExactly("z/a/", "z/c/", "z/d/");
            }
            assertThat(Pages.of(store, "z", Delimiter.SLASH, 10).entries()).containsExactly("z/", "zz");
            assertThat(Pages.of(store, "", Delimiter.SLASH, 10).entries()).containsExactly("z/", "zz");
        });
    }

    private static List<String> after(ObjectStore store, String startAfter) {
        return store.list("b/", startAfter, Delimiter.NONE, 1_000).objects().stream()
                .map(info -> info.key().value())
                .toList();
    }
}
