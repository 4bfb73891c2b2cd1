package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.collection.ZoneReport;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectionPageTest {

    private final MlPlatform ml = MlPlatform.open("mem:");

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void givesUpLooksDeletesAndErases() {
        DatasetVersion first = publish("people.csv", "1");
        DatasetVersion second = publish("other.csv", "2");
        publish("third.csv", "3");

        ml.datasets().retire(second);
        ml.datasets().retire("growth/churn", RetentionRule.keepLast(10).andFor(Duration.ofDays(90)));
        ml.datasets().pin(first, "audit 2026");

        CollectionPlan plan = ml.collector().dryRun(Zone.DATASETS, "growth/churn");
        CollectionReport report = ml.collector().collect(Zone.DATASETS, "growth/churn");
        ZoneReport all = ml.collector().collectAll(Zone.DATASETS);
        assertThat(plan.objects()).isZero();
        assertThat(report.objects()).isZero();
        assertThat(all.collected()).hasSize(1);

        ml.datasets().unpin(first, "audit 2026");
        ml.datasets().draft("growth/churn").delete("people.csv").publish();
        CollectionReport erased = ml.collector().erase(Zone.DATASETS, "growth/churn", List.of("people.csv"));
        assertThat(erased.objects()).isPositive();
        assertThat(ml.datasets().find("growth/churn@1")).isEmpty();
    }

    private DatasetVersion publish(String path, String text) {
        return ml.datasets()
                .draft("growth/churn")
                .addBytes(path, text.getBytes())
                .publish();
    }
}
