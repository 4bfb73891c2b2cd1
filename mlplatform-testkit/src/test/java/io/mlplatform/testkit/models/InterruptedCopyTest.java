package io.mlplatform.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Dice;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy of which one request fails, each in turn: made again, it is one version, whole. */
class InterruptedCopyTest {

    private final ObjectStore home = new MemoryStore(Clock.systemUTC());
    private ModelVersion model;
    private long processes;

    @BeforeEach
    void publish() {
        try (MlPlatform here = open(home)) {
            DatasetVersion data = here.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", bytes("id\n1\n"))
                    .publish();
            model = here.models()
                    .draft("growth/churn")
                    .addBytes("model.onnx", bytes("weights"))
                    .addBytes("tokens.txt", bytes("words"))
                    .uses(data)
                    .publish();
        }
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFaultOfTheTargetIsOvercomeByCopyingAgain(Fault fault) {
        int struck = 0;
        while (struckOnTarget(fault, struck + 1)) {
            struck++;
        }
        assertThat(struck).isGreaterThanOrEqualTo(fault == Fault.OWN_EFFECT_DENIED ? 3 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_REQUEST", "LOST_RESPONSE", "TRUNCATED_BODY"})
    void aFaultOfTheSourceIsOvercomeByCopyingAgain(Fault fault) {
        int struck = 0;
        while (struckOnSource(fault, struck + 1)) {
            struck++;
        }
        assertThat(struck).isGreaterThanOrEqualTo(3);
    }

    private boolean struckOnTarget(Fault fault, int nth) {
        try (ObjectStore away = new MemoryStore(Clock.systemUTC())) {
            FaultScriptedStore faulty = new FaultScriptedStore(away, FaultRule.nth(nth, fault));
            tryCopy(home, faulty);
            requireOneWholeCopy(away);
            return !faulty.struck().isEmpty();
        }
    }

    private boolean struckOnSource(Fault fault, int nth) {
        try (ObjectStore away = new MemoryStore(Clock.systemUTC())) {
            FaultScriptedStore faulty = new FaultScriptedStore(home, FaultRule.nth(nth, fault));
            tryCopy(faulty, away);
            requireOneWholeCopy(away);
            return !faulty.struck().isEmpty();
        }
    }

    private void tryCopy(ObjectStore from, ObjectStore to) {
        try (MlPlatform here = open(from);
                MlPlatform there = open(to)) {
            here.models().copy(model, there);
        } catch (MlPlatformException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private void requireOneWholeCopy(ObjectStore away) {
        try (MlPlatform here = open(home);
                MlPlatform there = open(away)) {
            ModelVersion copy = here.models().copy(model, there);
            assertThat(copy.version()).isEqualTo(1);
            assertThat(copy.digest()).isEqualTo(model.digest());
            assertThat(there.models().history("growth/churn").total()).isEqualTo(1);
            assertThat(there.models().verify(copy)).isEmpty();
        }
    }

    private MlPlatform open(ObjectStore store) {
        return MlPlatform.builder()
                .store(store, "")
                .time(Clock.systemUTC(), new Dice(++processes))
                .open();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
