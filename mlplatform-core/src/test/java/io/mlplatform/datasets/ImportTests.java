package io.mlplatform.datasets;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.Lake;
import io.mlplatform.VersionFile;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions made of what lies beside the platform, on each of the stores that need no server. */
abstract class ImportTests {

    private final Lake lake;
    private final DatasetRegistry datasets;
    private final String raw;

    ImportTests(ObjectStore store) {
        this.lake = new Lake(store);
        this.datasets = lake.platform().datasets();
        this.raw = store.location() + "/raw/";
        put("raw/dt=1/a.csv", "id\n1\n");
        put("raw/dt=1/notes.txt", "no");
        put("raw/b.csv", "id\n2\n");
        put("rawer/c.csv", "id\n3\n");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatIsImportedIsAsAnyOtherVersion() {
        DatasetVersion version =
                datasets.draft("growth/churn").importFrom(raw, "**/*.csv").publish();
        lake.store().delete(List.of(ObjectKey.of("raw/b.csv")));

        assertThat(datasets.files(version))
                .containsExactly(
                        new VersionFile("b.csv", 5, Digest.of("id\n2\n")),
                        new VersionFile("dt=1/a.csv", 5, Digest.of("id\n1\n")));
        assertThat(datasets.verify(version)).isEmpty();
        assertThat(datasets.draft("growth/other")
                        .addBytes("dt=1/a.csv", bytes("id\n1\n"))
                        .addBytes("b.csv", bytes("id\n2\n"))
                        .publish()
                        .digest())
                .isEqualTo(version.digest());
    }

    @Test
    void whatWasReplacedSinceItWasListedIsNotTaken() {
        DatasetDraft draft = datasets.draft("growth/churn").importFrom(raw, "**/*.csv");
        put("raw/b.csv", "id\n9\n");

        assertThatThrownBy(draft::publish)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("raw/b.csv")
                .hasMessageContaining("draft again");
        assertThat(datasets.find("growth/churn")).isEmpty();
        assertThat(lake.keys("datasets/")).isEmpty();
    }

    @Test
    void whatLiesInAZoneIsPromotedAndNotImported() {
        datasets.draft("growth/churn").addBytes("a.csv", bytes("1")).publish();
        String place = lake.store().location();

        for (String zone : List.of("/datasets/", "/datasets/growth/churn/data/", "/", "/experiments/growth")) {
            assertThatThrownBy(() -> datasets.draft("growth/other").importFrom(place + zone, "**"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("promote");
        }
    }

    @Test
    void noOtherStoreIsOpened(@TempDir Path elsewhere) {
        for (String place : List.of("s3://bucket/raw/", elsewhere.toUri().toString(), "raw/", "ftp://host/raw/")) {
            assertThatThrownBy(() -> datasets.draft("growth/other").importFrom(place, "**"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("addFiles");
        }
    }

    @Test
    void aPlaceWithoutSuchObjectsIsAMistake() {
        assertThatThrownBy(() -> datasets.draft("growth/other").importFrom(raw, "*.parquet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("*.parquet");
    }

    private void put(String key, String text) {
        lake.store().put(ObjectKey.of(key), Content.of(bytes(text)), PutCondition.always());
    }
}
