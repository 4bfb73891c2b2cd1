package io.mlplatform.attacks;

import static io.mlplatform.attacks.Bucket.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.VersionRef;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.lineage.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attacks on what leads readers about: layout, markers, names, references, serialized versions. */
class PlatformAttacksTest {

    private static final String LAYOUT = "_platform/layout.json";

    private final Bucket bucket = new Bucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void aLayoutThatLeadsToTheReadersDiskIsRefused() {
        bucket.publish("one");
        // The bucket of this test is of the kind "mem:".
        bucket.edit(LAYOUT, text -> text.replace("\"models\":\"models\"", "\"models\":\"file:///tmp/planted\""));

        assertThatThrownBy(bucket::process)
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("on the reader's machine");
    }

    @Test
    void aLayoutThatLeadsOutOfTheOpenedPrefixIsRefused() {
        bucket.publish("one");
        bucket.edit(LAYOUT, text -> text.replace("\"models\":\"models\"", "\"models\":\"../models\""));

        assertThatThrownBy(bucket::process).isInstanceOf(DataCorruptException.class);
    }

    @Test
    void aLayoutThatPutsOneZoneIntoAnotherIsRefused() {
        bucket.publish("one");
        bucket.edit(LAYOUT, text -> text.replace("\"models\":\"models\"", "\"models\":\"datasets/growth\""));

        assertThatThrownBy(bucket::process)
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("in the place of");
    }

    @Test
    void aForgedLineageMarkerIsAClaimThatTheConsumersOwnLineageDoesNotConfirm() {
        DatasetVersion version = bucket.publish("one");
        bucket.process()
                .models()
                .draft("growth/innocent")
                .addBytes("m", Bucket.bytes("m"))
                .publish();
        bucket.put("models/_lineage/datasets/growth!churn/0000000001/models!growth!innocent@0000000001", new byte[0]);
        MlPlatform reader = bucket.process();

        Usage usage = reader.lineage().usedBy(version);

        assertThat(usage.toString()).contains("growth/innocent@1");
        assertThat(reader.lineage().of("mlp://models/growth/innocent@1").inputs())
                .isEmpty();
    }

    @Test
    void aMarkerThatNamesAnotherZoneOrNoEntityIsPassedOver() {
        DatasetVersion version = bucket.publish("one");
        String folder = "models/_lineage/datasets/growth!churn/0000000001/";
        bucket.put(folder + "datasets!growth!evil@0000000001", new byte[0]);
        bucket.put(folder + "models!..!etc@0000000001", new byte[0]);
        bucket.put(folder + "models!growth!evil@0000000000", new byte[0]);

        assertThat(bucket.process().lineage().usedBy(version).toString()).doesNotContain("evil", "etc");
    }

    @Test
    void aForgedChainOfMarkersDoesNotOverflowTheStack() {
        DatasetVersion version = bucket.publish("one");
        String input = "datasets/growth!churn";
        for (int i = 0; i < 1_000; i++) {
            String consumer = String.format(Locale.ROOT, "growth!m%d", i);
            bucket.put("models/_lineage/" + input + "/0000000001/models!" + consumer + "@0000000001", new byte[0]);
            input = "models/" + consumer;
        }

        String touched = bucket.process().lineage().retiring(version).toString();

        assertThat(touched).contains("growth/m0@1", "[not followed further, ask for it]");
        assertThat(touched.lines()).hasSizeLessThan(600);
    }

    @Test
    void aStrayKeyAmongTheEntitiesIsPassedOver() {
        bucket.publish("one");
        bucket.put("datasets/_entities/..!..!etc", new byte[0]);
        bucket.put("datasets/_entities/growth!data!x", new byte[0]);

        assertThat(bucket.process().datasets().list()).containsExactly(EntityName.of(NAME));
    }

    @Test
    void aSerializedVersionWithAForgedNameIsRefused() throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(wire)) {
            out.writeObject(bucket.publish("one"));
        }
        byte[] forged = new String(wire.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace(NAME, "../../etc/ab")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(forged)).isInstanceOf(InvalidObjectException.class);
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void aHostileReferenceTakesNoLongTimeToRefuse() {
        String[] hostile = {
            "a".repeat(200_000) + "!",
            "@".repeat(200_000),
            "growth/" + "a.".repeat(100_000),
            "mlp://datasets/" + "a/".repeat(100_000) + "@1#",
            "a/b@" + "2026-".repeat(50_000)
        };

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (String text : hostile) {
                assertThatThrownBy(() -> VersionRef.parse(text, io.mlplatform.layout.Zone.DATASETS))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }
}
