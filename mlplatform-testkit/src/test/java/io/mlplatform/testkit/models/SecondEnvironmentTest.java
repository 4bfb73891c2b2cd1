package io.mlplatform.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a copy into a second environment asks of the stores. */
class SecondEnvironmentTest {

    private final MeteredObjectStore home = new MeteredObjectStore(new MemoryStore(Clock.systemUTC()), new HopClock());
    private final MeteredObjectStore away = new MeteredObjectStore(new MemoryStore(Clock.systemUTC()), new HopClock());
    private final MlPlatform here = MlPlatform.builder().store(home, "").open();
    private final MlPlatform there = MlPlatform.builder().store(away, "").open();

    @AfterEach
    void close() {
        here.close();
        there.close();
        home.close();
        away.close();
    }

    @Test
    void aSecondCopySendsNothing() {
        DatasetVersion data = data("a.csv", "b.csv");
        ModelVersion model = here.models()
                .draft("growth/churn")
                .addBytes("model.onnx", bytes("onnx"))
                .uses(data)
                .publish();
        DatasetVersion dataThere = here.datasets().copy(data, there);
        ModelVersion modelThere = here.models().copy(model, there);
        Requests before = away.snapshot();
        Requests beforeHome = home.snapshot();

        assertThat(here.datasets().copy(data, there)).isEqualTo(dataThere);
        assertThat(here.models().copy(model, there)).isEqualTo(modelThere);

        Requests second = away.since(before);
        assertThat(second.count(RequestKind.UPLOAD)).isZero();
        assertThat(second.count(RequestKind.PUT)).isZero();
        assertThat(second.count(RequestKind.LIST)).isEqualTo(2);
        assertThat(home.since(beforeHome).subjects(RequestKind.GET)).noneMatch(key -> key.contains("/data/"));
        assertThat(modelThere.digest()).isEqualTo(model.digest());
        assertThat(dataThere.digest()).isEqualTo(data.digest());
        assertThat(there.lineage().of(modelThere).inputs().get(0).ref()).isEqualTo(dataThere.ref());
    }

    @Test
    void theNextVersionSendsJustTheFilesThatAreNew() {
        here.datasets().copy(data("a.csv"), there);
        DatasetVersion next = data("a.csv", "b.csv");
        Requests before = away.snapshot();

        here.datasets().copy(next, there);

        assertThat(away.since(before).subjects(RequestKind.UPLOAD))
                .filteredOn(key -> key.contains("/data/"))
                .singleElement()
                .asString()
                .endsWith("/b.csv");
    }

    @Test
    void promotingTwiceSendsNothingTheSecondTime() {
        DatasetVersion data = data("a.csv");
        DatasetVersion formal = here.datasets().promote(data, "growth/formal");
        Requests before = home.snapshot();

        assertThat(here.datasets().promote(data, "growth/formal")).isEqualTo(formal);

        Requests second = home.since(before);
        assertThat(second.count(RequestKind.UPLOAD) + second.count(RequestKind.PUT))
                .isZero();
    }

    private DatasetVersion data(String... files) {
        var draft = here.datasets().draft("growth/churn").replace();
        for (String file : files) {
            draft.addBytes(file, bytes("rows of " + file));
        }
        return draft.publish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
