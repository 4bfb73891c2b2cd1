package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionRef;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.format.FormatReader;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settling writes of unknown outcome, from this process or another, once or again. */
class ResolveTest {

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = LocalStore.open(folder, Lab.clock());
    }

    @AfterEach
    void theFolderFollowsTheFormat() {
        store.close();
        assertThat(FormatReader.read(folder).findings()).isEmpty();
    }

    @Test
    void whatNeverArrivedIsSentAgain() {
        CommitOutcomeUnknownException unknown = unknownPublish(Fault.LOST_REQUEST);
        assertThat(Journal.of(store, Zone.DATASETS).entries()).isEmpty();
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.COMMITTED);
        }
        MlPlatform ml = Lab.open(store);
        assertThat(ml.datasets().verify(ml.datasets().get(Lab.NAME + "@1"))).isEmpty();
    }

    @Test
    void whatArrivedIsFound() {
        CommitOutcomeUnknownException unknown = unknownPublish(Fault.LOST_RESPONSE);
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.COMMITTED);
        }
        assertThat(Journal.of(store, Zone.DATASETS).entries()).hasSize(1);
    }

    @Test
    void whatLostItsPlaceNeverAppears() {
        CommitOutcomeUnknownException unknown = unknownPublish(Fault.LOST_REQUEST);
        Lab.publish(Lab.open(store), "other.csv", "x");
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.NOT_COMMITTED);
        }
        MlPlatform ml = Lab.open(store);
        assertThat(Lab.paths(ml, ml.datasets().get(Lab.NAME))).containsExactly("other.csv");
    }

    @Test
    void theFirstWriteCanBeAbandonedAndTheEntityBeginAfterIt() {
        CommitOutcomeUnknownException unknown = unknownPublish(Fault.LOST_REQUEST);
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.log(store, Zone.DATASETS).abandon(unknown.seq(), unknown.writeId()))
                    .isEqualTo(CommitResolution.NOT_COMMITTED);
        }
        assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.NOT_COMMITTED);
        assertThat(Lab.open(store).datasets().find(Lab.NAME)).isEmpty();
        MlPlatform ml = Lab.open(store);
        assertThat(Lab.publish(ml, "b.csv", "y").version()).isEqualTo(1);
        assertThat(Lab.publish(ml, "c.csv", "z").version()).isEqualTo(2);
        assertThat(Journal.of(store, Zone.DATASETS).types()).containsExactly("noop", "commit", "commit");
        assertThat(ml.datasets().list()).hasSize(1);
    }

    @Test
    void anEntityIsListedAlsoWhereItsFirstWriterDiedBeforeStaging() {
        Lab.publish(Lab.open(store), "a.csv", "x");
        Lab.log(store, Zone.MODELS).abandon(0, "01j00000000000000000000000");
        Lab.model(Lab.open(store), "m");
        assertThat(Lab.open(store).models().list()).hasSize(1);
    }

    @Test
    void abandoningAWriteThatStandsTellsSo() {
        MlPlatform ml = Lab.open(store);
        Lab.publish(ml, "base.csv", "x");
        CommitOutcomeUnknownException unknown = unknownPublish(Fault.LOST_RESPONSE);
        assertThat(unknown.seq()).isEqualTo(1);
        assertThat(Lab.log(store, Zone.DATASETS).abandon(1, unknown.writeId())).isEqualTo(CommitResolution.COMMITTED);
        assertThat(ml.datasets().get(Lab.NAME).version()).isEqualTo(2);
    }

    @Test
    void aMoveOfAProtectedAliasIsResolvedInItsOwnLog() {
        MlPlatform ml = Lab.open(store);
        ModelVersion version = Lab.model(ml, "m");
        CommitOutcomeUnknownException unknown =
                unknown(Fault.LOST_REQUEST, Journal.ofProduction(store), faulty -> faulty.models()
                        .assign(version, "production", Approval.by("board")));
        assertThat(unknown.entity()).isEqualTo("mlp://models/" + Lab.NAME + "@production");
        assertThat(ml.models().find(Lab.NAME + "@production")).isEmpty();
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.COMMITTED);
        }
        assertThat(ml.models().get(Lab.NAME + "@production").version()).isEqualTo(1);
    }

    @Test
    void aMoveThatLostItsSlotIsNotCommitted() {
        MlPlatform ml = Lab.open(store);
        ModelVersion first = Lab.model(ml, "1");
        ModelVersion second = Lab.model(ml, "2");
        CommitOutcomeUnknownException unknown =
                unknown(Fault.LOST_REQUEST, Journal.ofProduction(store), faulty -> faulty.models()
                        .assign(first, "production", Approval.by("board")));
        ml.models().assign(second, "production", Approval.by("board"));
        for (int time = 0; time < 2; time++) {
            assertThat(Lab.open(store).resolve(unknown)).isEqualTo(CommitResolution.NOT_COMMITTED);
        }
        assertThat(ml.models()
                        .get(VersionRef.parse(Lab.NAME + "@production", Zone.MODELS))
                        .version())
                .isEqualTo(2);
        assertThat(Journal.of(store, Zone.MODELS).state().path("pins")).hasSize(1);
    }

    private CommitOutcomeUnknownException unknownPublish(Fault fault) {
        return unknown(fault, Journal.of(store, Zone.DATASETS), ml -> Lab.publish(ml, "a.csv", "unknown"));
    }

    /** The put of the next entry meets the fault, and the store then does not tell what stands there. */
    private CommitOutcomeUnknownException unknown(Fault fault, Journal journal, Consumer<MlPlatform> write) {
        String slot = journal.key(journal.entries().size()).value();
        FaultScriptedStore faulty = new FaultScriptedStore(
                store,
                FaultRule.nth(1, fault).of(RequestKind.PUT).on(slot::equals),
                FaultRule.nth(1, Fault.LOST_REQUEST).of(RequestKind.GET).on(slot::equals));
        MlPlatform ml = Lab.open(faulty, Lab.SETTINGS.withResends(0));
        return catchThrowableOfType(CommitOutcomeUnknownException.class, () -> write.accept(ml));
    }
}
