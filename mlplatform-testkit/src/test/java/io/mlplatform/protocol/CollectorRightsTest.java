package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A collection puts and deletes no more than the role of collectors may. */
class CollectorRightsTest {

    private static final Settings SETTINGS =
            Lab.SETTINGS.withRetireGrace(Duration.ZERO).withInFlightGrace(Duration.ZERO);

    private final Calendar calendar = new Calendar();
    private final ObjectStore store = new MemoryStore(calendar);

    @Test
    void everyKeyThatItPutsOrDeletesIsOneThatTheRoleGrants() {
        MlPlatform ml = Lab.open(store, SETTINGS);
        var first = Lab.segmented(ml).publish();
        Lab.draft(ml, "new.csv", "n").replace().publish();
        ml.datasets().retire(first);
        calendar.passDays(1);
        Watched watched = new Watched(store);
        Lab.open(watched, SETTINGS).collector().collectAll(Zone.DATASETS);
        KeyPatterns patterns = new KeyPatterns("datasets/", Zone.DATASETS);
        assertThat(watched.put).hasSizeGreaterThanOrEqualTo(2).allMatch(granted(patterns.condemnable("")));
        assertThat(watched.deleted).hasSizeGreaterThan(10).allMatch(granted(patterns.deletable("")));
    }

    private static Predicate<String> granted(List<String> patterns) {
        return key -> patterns.stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(key::matches);
    }

    private static final class Watched extends DelegatingObjectStore {

        private final List<String> put = new ArrayList<>();
        private final List<String> deleted = new ArrayList<>();

        Watched(ObjectStore store) {
            super(store);
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
            put.add(key.value());
            return super.put(key, content, condition);
        }

        @Override
        public void delete(Collection<ObjectKey> keys) {
            keys.forEach(key -> deleted.add(key.value()));
            super.delete(keys);
        }
    }
}
