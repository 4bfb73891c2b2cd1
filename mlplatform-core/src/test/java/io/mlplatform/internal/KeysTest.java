package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final Digest DIGEST = Digest.of("x");

    private final StoreLocation root = new StoreLocation(new MemoryStore(Clock.systemUTC()), "lake/datasets/");
    private final Keys keys = new Keys(root, EntityName.of("growth/churn"));

    @Test
    void everyKeyIsSpelledAsOnTheFormatPage() {
        assertThat(keys.entityMarker()).hasToString("lake/datasets/_entities/growth!churn");
        assertThat(keys.log().prefix()).isEqualTo("lake/datasets/growth/churn/_log/");
        assertThat(keys.aliasLog(AliasName.of("production")).prefix())
                .isEqualTo("lake/datasets/growth/churn/_aliases/production/");
        assertThat(keys.version(12)).hasToString("lake/datasets/growth/churn/_versions/0000000012.json");
        assertThat(keys.segment("txn", DIGEST))
                .hasToString("lake/datasets/growth/churn/_manifests/txn/" + DIGEST + ".jsonl.gz");
        assertThat(keys.document("txn", DIGEST))
                .hasToString("lake/datasets/growth/churn/_manifests/txn/" + DIGEST + ".json.gz");
        assertThat(keys.data("txn", "a/b.csv")).hasToString("lake/datasets/growth/churn/data/txn/a/b.csv");
        assertThat(keys.headCopy()).hasToString("lake/datasets/growth/churn/_head.json");
        assertThat(Keys.layout(root)).hasToString("lake/datasets/_platform/layout.json");
    }

    @Test
    void aLineageMarkerNamesInputAndConsumer() {
        PinnedRef input = new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 2, DIGEST);

        assertThat(Keys.lineage(root, input, Zone.MODELS, EntityName.of("growth/churn/xgb"), 1))
                .hasToString("lake/datasets/_lineage/datasets/growth!churn/0000000002/"
                        + "models!growth!churn!xgb@0000000001");
    }

    @Test
    void aConsumerIsReadBackFromItsMarker() {
        PinnedRef input = new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 2, DIGEST);
        ObjectKey marker = Keys.lineage(root, input, Zone.MODELS, EntityName.of("growth/churn/xgb"), 1);

        assertThat(marker.value()).startsWith(Keys.consumers(root, VersionRef.parse("mlp://datasets/growth/churn@2")));
        assertThat(Keys.consumerOf(marker, Zone.MODELS)).hasValue(VersionRef.parse("mlp://models/growth/churn/xgb@1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readme.txt",
                "models!growth!churn@1",
                "models!growth!churn@0000000000",
                "models!Growth@0000000001",
                "datasets!growth!churn@0000000001",
                "models!growth!churn@0000000001.bak"
            })
    void whatIsNoMarkerOfTheZoneIsNoConsumer(String file) {
        assertThat(Keys.consumerOf(root.key("_lineage/datasets/growth!churn/0000000002/" + file), Zone.MODELS))
                .isEmpty();
    }

    @Test
    void consumersAreListedForAVersionByNumberOnly() {
        assertThatThrownBy(() -> Keys.consumers(root, VersionRef.parse("mlp://datasets/growth/churn@stable")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void newerEntriesSortBeforeOlderOnes() {
        List<ObjectKey> slots = List.of(slot(Keys.MAX_SEQ), slot(100), slot(99), slot(10), slot(1), slot(0));

        assertThat(slots).isSorted();
        assertThat(slots.stream().map(key -> Keys.seqOf(keys.log(), key)))
                .containsExactly(Keys.MAX_SEQ, 100L, 99L, 10L, 1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readme.txt",
                "9999999999-0000000001.json",
                "9999999998-0000000001.json.bak",
                "999999998-0000000001.json",
                "9999999998-0000000001"
            })
    void aKeyWhoseHalvesDoNotAgreeIsNoEntry(String file) {
        assertThat(Keys.seqOf(keys.log(), keys.log().key(file))).isEqualTo(-1);
    }

    @Test
    void aLogEndsAtTenDigits() {
        assertThatThrownBy(() -> slot(Keys.MAX_SEQ + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> slot(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntityIsReadBackFromItsMarker() {
        assertThat(Keys.entityOf(root, keys.entityMarker())).contains(EntityName.of("growth/churn"));
        assertThat(Keys.entityOf(root, root.key("_entities/a put in progress"))).isEmpty();
    }

    private ObjectKey slot(long seq) {
        return Keys.slot(keys.log(), seq);
    }
}
