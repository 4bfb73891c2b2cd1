package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.StoredBytes;
import io.mlplatform.internal.log.VersionIndex;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index of versions is derived: it is healed where it is missing, done without, and never believed against the log. */
class VersionIndexTest {

    private final ObjectStore store = Lab.memory();

    @Test
    void theNextPublisherOfAnotherProcessWritesWhatACommitterThatDiedDidNot() {
        publishWithoutIndex("a.csv");
        assertThat(store.head(index(1))).isEmpty();
        Lab.publish(Lab.open(store), "b.csv", "b");
        assertThat(store.head(index(1))).isPresent();
        assertThat(store.head(index(2))).isPresent();
        assertThat(text(index(1))).contains("\"version\":1,\"seq\":0");
    }

    @Test
    void aHealedIndexIsTheOneThatTheCommitterWouldHaveWritten() {
        Lab.publish(Lab.open(store), "a.csv", "a");
        String written = text(index(1));
        store.delete(List.of(index(1)));
        Lab.publish(Lab.open(store), "b.csv", "b");
        assertThat(text(index(1))).isEqualTo(written);
    }

    @Test
    void versionsAreFoundInTheLogWithoutIt() {
        MlPlatform ml = Lab.open(store);
        for (int i = 1; i <= 9; i++) {
            DatasetVersion version = Lab.publish(ml, i + ".csv", "x");
            ml.datasets().assign(version, "stable");
        }
        for (int i = 1; i <= 9; i++) {
            DatasetVersion indexed = ml.datasets().get(Lab.NAME + "@" + i);
            store.delete(List.of(index(i)));
            assertThat(ml.datasets().get(Lab.NAME + "@" + i)).isEqualTo(indexed);
            assertThat(indexed.files()).isEqualTo(i);
        }
        assertThat(ml.datasets().find(Lab.NAME + "@10")).isEmpty();
    }

    @Test
    void anIndexOfAnotherCommitIsCorrupt() {
        Lab.publish(Lab.open(store), "a.csv", "a");
        tamper(text(index(1)).replace("\"seq\":0", "\"seq\":7"));
        var log = Lab.log(store, Zone.DATASETS);
        var root = Lab.root(store, Zone.DATASETS);
        var versions = new VersionIndex(root, EntityName.of(Lab.NAME), log);
        assertThatThrownBy(() -> versions.put(log.entry(0)))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("another commit");
    }

    @Test
    void anIndexUnderTheWrongNumberIsCorrupt() {
        Lab.publish(Lab.open(store), "a.csv", "a");
        tamper(text(index(1)).replace("\"version\":1,\"seq\"", "\"version\":2,\"seq\""));
        assertCorrupt();
    }

    @Test
    void anIndexOfANewerFormatIsRefusedByItsName() {
        Lab.publish(Lab.open(store), "a.csv", "a");
        tamper(text(index(1)).replace("mlplatform.version/1", "mlplatform.version/2"));
        assertCorrupt();
    }

    @Test
    void anIndexWithOtherContentDoesNotPassForWhatAnAliasNames() {
        MlPlatform ml = Lab.open(store);
        ml.datasets().assign(Lab.publish(ml, "a.csv", "a"), "stable");
        DatasetVersion second = Lab.publish(ml, "b.csv", "b");
        String digest = ml.datasets().get(Lab.NAME + "@1").digest().hex();
        tamper(text(index(1)).replace(digest, second.digest().hex()));
        assertThatThrownBy(() -> ml.datasets().get(Lab.NAME + "@stable")).isInstanceOf(DataCorruptException.class);
    }

    @Test
    void aRootThatIsNotThatOfItsEntriesIsCorrupt() {
        MlPlatform ml = Lab.open(store);
        DatasetVersion version = Lab.publish(ml, "a.csv", "a");
        tamper(text(index(1)).replace("\"path\":\"a.csv\"", "\"path\":\"b.csv\""));
        assertThatThrownBy(() -> ml.datasets().files(version)).isInstanceOf(DataCorruptException.class);
    }

    private void assertCorrupt() {
        assertThatThrownBy(() -> Lab.open(store).datasets().get(Lab.NAME + "@1"))
                .isInstanceOf(DataCorruptException.class);
    }

    private void publishWithoutIndex(String path) {
        FaultScriptedStore dying = new FaultScriptedStore(
                store, FaultRule.every(Fault.LOST_REQUEST).of(RequestKind.PUT).on(key -> key.contains("/_versions/")));
        Lab.publish(Lab.open(dying), path, "x");
        assertThat(dying.struck()).isNotEmpty();
    }

    private void tamper(String text) {
        assertThat(text).isNotEqualTo(text(index(1)));
        store.put(index(1), Content.of(Lab.bytes(text)), PutCondition.always());
    }

    private String text(ObjectKey key) {
        return new String(StoredBytes.read(store, key, 1 << 20).bytes().orElseThrow(), StandardCharsets.UTF_8);
    }

    private ObjectKey index(long version) {
        return Journal.keys(store, Zone.DATASETS).version(version);
    }
}
