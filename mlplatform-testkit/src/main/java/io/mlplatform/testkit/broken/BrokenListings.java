package io.mlplatform.testkit.broken;

import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Listings that are stale, out of order or short. */
final class BrokenListings {

    private BrokenListings() {}

    static ObjectStore stale(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            private final Map<ObjectKey, ObjectInfo> seen = new ConcurrentHashMap<>();

            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                List<ObjectInfo> stale = page.objects().stream()
                        .map(info -> seen.computeIfAbsent(info.key(), key -> info))
                        .toList();
                return new Listing(stale, page.folders(), page.next(), page.date());
            }
        };
    }

    static ObjectStore endingAfterAThousand(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                return max < 1_000 ? page : new Listing(page.objects(), page.folders(), Optional.empty(), page.date());
            }
        };
    }

    static ObjectStore sortedByUtf16(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                List<ObjectInfo> sorted = page.objects().stream()
                        .sorted(Comparator.comparing(info -> info.key().value()))
                        .toList();
                return new Listing(sorted, page.folders(), page.next(), page.date());
            }
        };
    }

    static ObjectStore startingOver(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                boolean known = startAfter.endsWith(Listing.FOLDER_END)
                        || super.list(startAfter, "", Delimiter.NONE, 1).objects().stream()
                                .anyMatch(info -> info.key().value().equals(startAfter));
                return super.list(prefix, known ? startAfter : "", delimiter, max);
            }
        };
    }

    static ObjectStore takingPrefixesForFolders(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                if (prefix.isEmpty() || prefix.endsWith("/")) {
                    return page;
                }
                List<ObjectInfo> within = page.objects().stream()
                        .filter(info -> (info.key() + "/").startsWith(prefix + "/"))
                        .toList();
                return new Listing(within, page.folders(), page.next(), page.date());
            }
        };
    }

    static ObjectStore repeatingFolders(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
                Listing page = super.list(prefix, startAfter, delimiter, max);
                Optional<String> next = page.next().map(last -> last.replace(Listing.FOLDER_END, ""));
                return new Listing(page.objects(), page.folders(), next, page.date());
            }
        };
    }
}
