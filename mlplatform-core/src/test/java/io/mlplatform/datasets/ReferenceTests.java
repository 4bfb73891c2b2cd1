package io.mlplatform.datasets;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.Settings;
import io.mlplatform.Verified;
import io.mlplatform.VersionFile;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of files that stay where they lie, on each of the stores that need no server. */
abstract class ReferenceTests {

    private final Lake lake;
    private final DatasetRegistry datasets;
    private final String raw;

    @TempDir
    Path work;

    ReferenceTests(ObjectStore store) {
        this.lake = new Lake(store);
        this.datasets = lake.platform().datasets();
        this.raw = store.location() + "/raw/";
        put("raw/dt=1/a b#%20?.csv", "id\n1\n");
        put("raw/b.csv", "id\n2\n");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void whatIsRegisteredStaysWhereItIsAndIsNotShownAsVerified() throws IOException {
        DatasetVersion version = registered();

        assertThat(lake.keys("/data/")).isEmpty();
        assertThat(version.verified()).isEqualTo(Verified.ETAG);
        assertThat(version.toString()).contains("verified: etag");
        assertThat(datasets.history("growth/churn").toString()).contains("(verified: etag)");
        assertThat(datasets.files(version))
                .allMatch(file -> file.verified() == Verified.ETAG
                        && file.sha256().isEmpty()
                        && file.identity().startsWith("etag:")
                        && file.toString().contains("verified: etag"));
        try (MlPlatform other = Lake.open(lake.store(), Settings.defaults());
                InputStream in = other.datasets().open(other.datasets().get("growth/churn@1"), "dt=1/a b#%20?.csv")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("id\n1\n"));
        }
    }

    @Test
    void verifySaysThatNoMoreThanTheTagWasLookedAt() {
        DatasetVersion version = registered();

        assertThat(datasets.verify(version)).singleElement().asString().contains("2 files", "etag and size only");
        put("raw/b.csv", "id\n9\n");
        assertThat(datasets.verify(version)).hasSize(2).first().asString().contains("b.csv", "was changed");
    }

    @Test
    void aFetchBringsThemAndKeepsWhatIsThere() throws IOException {
        DatasetVersion version = registered();

        datasets.fetch(version, work);
        datasets.fetch(version, work);

        assertThat(work.resolve("b.csv")).hasContent("id\n2\n");
        Files.writeString(work.resolve("b.csv"), "id\n7\n");
        assertThatThrownBy(() -> datasets.fetch(version, work)).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void whatWasChangedSinceIsNeitherOpenedNorFetched() {
        DatasetVersion version = registered();
        put("raw/b.csv", "id\n9\n");

        assertThatThrownBy(() -> datasets.open(version, "b.csv"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("was changed")
                .hasMessageContaining("addReferences");
        assertThatThrownBy(() -> datasets.fetch(version, work)).isInstanceOf(DataCorruptException.class);
        assertThat(work.resolve("b.csv")).doesNotExist();
        lake.store().delete(List.of(ObjectKey.of("raw/b.csv")));
        assertThatThrownBy(() -> datasets.open(version, "b.csv")).hasMessageContaining("is gone");
    }

    @Test
    void heldFilesStandBesideThemAndOnlyThoseAreVerified() {
        registered();
        DatasetVersion mixed = datasets.draft("growth/churn")
                .addBytes("c.csv", bytes("id\n3\n"))
                .publish();
        DatasetVersion held = datasets.draft("growth/churn")
                .replace()
                .addBytes("c.csv", bytes("id\n3\n"))
                .publish();

        assertThat(mixed.verified()).isEqualTo(Verified.ETAG);
        assertThat(datasets.files(mixed)).extracting(VersionFile::verified).containsOnlyOnce(Verified.SHA256);
        assertThat(held.verified()).isEqualTo(Verified.SHA256);
        assertThat(datasets.verify(held)).isEmpty();
    }

    @Test
    void promotionAndCopyRefuseThem() {
        DatasetVersion version = registered();

        assertThatThrownBy(() -> datasets.promote(version, "growth/formal"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("importFrom");
        assertThat(datasets.find("growth/formal")).isEmpty();
    }

    @Test
    void whatLiesInAZoneIsNotRegistered() {
        registered();
        assertThatThrownBy(() -> datasets.draft("growth/other")
                        .addReferences(lake.store().location() + "/datasets/growth/churn/data/", "**"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private DatasetVersion registered() {
        return datasets.draft("growth/churn").addReferences(raw, "**/*.csv").publish();
    }

    private void put(String key, String text) {
        lake.store().put(ObjectKey.of(key), Content.of(bytes(text)), PutCondition.always());
    }
}
