package io.mlplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Framework;
import io.mlplatform.models.ModelCard;
import io.mlplatform.models.ModelDescription;
import io.mlplatform.models.ModelSignature;
import io.mlplatform.models.ModelVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Spark and Flink do with a version that a task is given. */
class SerializationTest {

    private static final PinnedRef REF =
            new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 12, Digest.of("x"));
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00.123Z");

    @Test
    void aDatasetVersionSurvivesTheWire() throws Exception {
        DatasetVersion version = new DatasetVersion(
                REF,
                TIME,
                "June refresh",
                3,
                4096,
                List.of("split", "dt"),
                List.of(Column.nullable("plan", "string")),
                List.of(new Input(REF, "raw")),
                Verified.ETAG);

        assertThat(sent(version)).isEqualTo(version).hasToString(version.toString());
        assertThat(sent(new History<>(List.of(version), 12))).isEqualTo(new History<>(List.of(version), 12));
    }

    @Test
    void aModelVersionSurvivesTheWire() throws Exception {
        ModelVersion version = new ModelVersion(
                REF,
                TIME,
                "",
                1,
                5,
                List.of(new Input(REF, "train")),
                Map.of("auc", 0.93, "loss", Double.NaN),
                new ModelDescription(
                        Framework.of("xgboost", "2.1.4"),
                        ModelSignature.of().input("features", "float32", -1, 12),
                        new ModelCard("# Churn", Map.of("intended use", "churn")),
                        ""));

        assertThat(sent(version)).isEqualTo(version).hasToString(version.toString());
    }

    private static Object sent(Object value) throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(wire)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(wire.toByteArray()))) {
            return in.readObject();
        }
    }
}
