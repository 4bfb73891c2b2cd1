package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk sorts names, S3 sorts keys: what a folder's listing must make of the one to give the other. */
class LocalListingTest {

    private static final List<String> LETTERS =
            List.of("a", "b", "-", ".x", "0", "/", "/", "\uFFFD", "\uD83D\uDE00", "!");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aFolderListsAsTheHeapDoes(int seed, @TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(seed);
        ObjectStore disk = LocalStore.open(folder, Clock.systemUTC());
        ObjectStore heap = new MemoryStore(Clock.systemUTC());
        List<String> keys = new ArrayList<>();
        while (keys.size() < 60) {
            String key = text(random, 8);
            if (isKey(key) && keys.stream().noneMatch(other -> clash(key, other))) {
                keys.add(key);
                for (ObjectStore store : List.of(disk, heap)) {
                    store.put(ObjectKey.of(key), Content.of(key), PutCondition.always());
                }
            }
        }
        for (int i = 0; i < 3_000; i++) {
            String some = keys.get(random.nextInt(keys.size()));
            String other = keys.get(random.nextInt(keys.size()));
            String prefix = random.nextBoolean() ? cut(some, random) : text(random, 3);
            String startAfter = random.nextInt(3) == 0 ? text(random, 6) : cut(other, random);
            Delimiter delimiter = random.nextBoolean() ? Delimiter.SLASH : Delimiter.NONE;
            int max = 1 + random.nextInt(10);
            assertThat(entries(disk.list(prefix, startAfter, delimiter, max)))
                    .as("prefix '%s' after '%s', %s, max %s", prefix, startAfter, delimiter, max)
                    .isEqualTo(entries(heap.list(prefix, startAfter, delimiter, max)));
        }
    }

    private static List<Object> entries(Listing page) {
        return List.of(page.objects().stream().map(ObjectInfo::key).toList(), page.folders(), page.next());
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length + 1); i > 0; i--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static String cut(String key, SplittableRandom random) {
        int[] points = key.codePoints().toArray();
        return new String(points, 0, random.nextInt(points.length + 1));
    }

    private static boolean isKey(String text) {
        try {
            ObjectKey.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean clash(String key, String other) {
        return key.equals(other) || key.startsWith(other + "/") || other.startsWith(key + "/");
    }
}
