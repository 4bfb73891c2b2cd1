package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.collection.OrphanReport;
import io.mlplatform.collection.ZoneReport;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.Keys;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is rebuilt from the log, and what a whole zone's collection and orphan report tell. */
class RepairTest {

    private final Calendar calendar = new Calendar();
    private final MemoryStore store = new MemoryStore(calendar);
    private final MlPlatform ml = Lab.open(store);

    @Test
    void derivedObjectsThatSomeoneDeletedAreWrittenAgain() {
        DatasetVersion data = Lab.publish(ml, "a.csv", "a");
        ml.models().draft(Lab.NAME).addBytes("m.bin", Lab.bytes("m")).uses(data).publish();
        Keys keys = Journal.keys(store, Zone.MODELS);
        ObjectKey lineage = Keys.lineage(
                Lab.root(store, Zone.MODELS).location(), data.ref(), Zone.MODELS, EntityName.of(Lab.NAME), 1);
        List<ObjectKey> derived = List.of(keys.version(1), keys.entityMarker(), lineage);
        derived.forEach(key -> assertThat(store.head(key)).isPresent());
        store.delete(derived);
        assertThat(ml.collector().repair(Zone.MODELS, Lab.NAME)).hasSize(3);
        derived.forEach(key -> assertThat(store.head(key)).isPresent());
        assertThat(ml.collector().repair(Zone.MODELS, Lab.NAME)).isEmpty();
    }

    @Test
    void pinsThatABrokenMoveLeftAreTakenAway() {
        ml.models().assign(Lab.model(ml, "1"), "production", Approval.by("board"));
        Lab.model(ml, "2");
        Journal journal = Journal.of(store, Zone.MODELS);
        journal.append(
                "{\"type\":\"pin\",\"version\":2,\"holder\":\"alias:production\"}", state -> {}, entry -> ((ObjectNode)
                                entry.get("state").get("pins"))
                        .putObject(entry.get("writeId").asText())
                        .put("version", 2)
                        .put("holder", "alias:production"));
        assertThat(journal.state().get("pins")).hasSize(2);
        assertThat(ml.collector().repair(Zone.MODELS, Lab.NAME))
                .singleElement()
                .asString()
                .contains("production");
        assertThat(journal.state().get("pins")).hasSize(1);
        assertThat(ml.models().get(Lab.NAME + "@production").version()).isEqualTo(1);
    }

    @Test
    void aWholeZoneIsCollectedAndWhatFailsIsTold() {
        Lab.publish(ml, "a.csv", "a");
        Lab.segmented(ml).replace().publish();
        ml.datasets().draft("growth/other").addBytes("b.csv", Lab.bytes("b")).publish();
        put("datasets/growth/other/data/01j00000000000000000000000/x.csv");
        put("datasets/_entities/growth!never");
        calendar.passDays(8);
        store.delete(store.list("datasets/growth/churn/_manifests/", "", Delimiter.NONE, 1).objects().stream()
                .map(ObjectInfo::key)
                .toList());
        ZoneReport report = ml.collector().collectAll(Zone.DATASETS);
        assertThat(report.failed()).containsOnlyKeys("growth/churn", "growth/never");
        assertThat(report.objects()).isEqualTo(1);
        assertThat(report.toString()).contains("growth/never");
    }

    @Test
    void anEntityThatMayNotBeReadKeepsNoOtherFromBeingCollected() {
        Lab.publish(ml, "a.csv", "a");
        ml.datasets().draft("growth/other").addBytes("b.csv", Lab.bytes("b")).publish();
        put("datasets/growth/other/data/01j00000000000000000000000/x.csv");
        calendar.passDays(8);
        FaultScriptedStore closed = new FaultScriptedStore(
                store, FaultRule.every(Fault.ACCESS_DENIED).on(key -> key.contains("growth/churn/_log")));
        ZoneReport report = Lab.open(closed).collector().collectAll(Zone.DATASETS);
        assertThat(report.failed()).containsOnlyKeys("growth/churn");
        assertThat(report.objects()).isEqualTo(1);
    }

    @Test
    void aVersionThatCannotBeRepairedKeepsNoOtherFromIt() {
        Lab.publish(ml, "a.csv", "a");
        Lab.publish(ml, "b.csv", "b");
        Keys keys = Journal.keys(store, Zone.DATASETS);
        store.put(keys.version(1), Content.of("{}"), PutCondition.always());
        store.delete(List.of(keys.version(2)));
        assertThat(ml.collector().repair(Zone.DATASETS, Lab.NAME))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("could not repair version 1"))
                .anyMatch(line -> line.equals("wrote the index of version 2"));
    }

    @Test
    void whatBelongsToNoEntityIsReportedAndNeverCollected() {
        Lab.publish(ml, "a.csv", "a");
        put("datasets/growth/never/data/01j00000000000000000000000/x.csv");
        put("datasets/notes.txt");
        calendar.passDays(30);
        ml.collector().collectAll(Zone.DATASETS);
        OrphanReport report = ml.collector().orphans(Zone.DATASETS).get(0);
        assertThat(report.first())
                .containsExactly("datasets/growth/never/data/01j00000000000000000000000/x.csv", "datasets/notes.txt");
        assertThat(report.bytes()).isEqualTo(2);
    }

    private void put(String key) {
        store.put(ObjectKey.of(key), Content.of(new byte[key.contains("_entities") ? 0 : 1]), PutCondition.ifAbsent());
    }
}
