package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A whole listing, fetched page by page. */
record Pages(List<Listing> pages) {

    private static final int ENDLESS = 5_000;

    /** Follows {@code next} from the first page to the last; no page holds more than {@code max}. */
    static Pages of(ObjectStore store, String prefix, Delimiter delimiter, int max) {
        List<Listing> pages = new ArrayList<>();
        String startAfter = "";
        while (pages.size() < ENDLESS) {
            Listing page = store.list(prefix, startAfter, delimiter, max);
            assertThat(page.objects().size() + page.folders().size()).isLessThanOrEqualTo(max);
            pages.add(page);
            if (page.next().isEmpty()) {
                return new Pages(pages);
            }
            startAfter = page.next().get();
        }
        throw new AssertionError("the listing of '" + prefix + "' does not end");
    }

    static Pages of(ObjectStore store, String prefix) {
        return of(store, prefix, Delimiter.NONE, 1_000);
    }

    List<ObjectInfo> infos() {
        return pages.stream().flatMap(page -> page.objects().stream()).toList();
    }

    List<String> keys() {
        return pages.stream().flatMap(Pages::keys).toList();
    }

    List<String> folders() {
        return pages.stream().flatMap(page -> page.folders().stream()).toList();
    }

    /** Objects and folders as one sequence: each page's sorted together, the pages in their order. */
    List<String> entries() {
        return pages.stream()
                .flatMap(page -> Stream.concat(keys(page), page.folders().stream()).sorted(Utf8.ORDER))
                .toList();
    }

    private static Stream<String> keys(Listing page) {
        return page.objects().stream().map(info -> info.key().value());
    }
}
