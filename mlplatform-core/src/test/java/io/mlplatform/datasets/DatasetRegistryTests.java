package io.mlplatform.datasets;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Settings;
import io.mlplatform.VersionFile;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing and finding datasets, on each of the stores that need no server. */
abstract class DatasetRegistryTests {

    private final Lake lake;
    private final DatasetRegistry datasets;

    DatasetRegistryTests(ObjectStore store) {
        this.lake = new Lake(store);
        this.datasets = lake.platform().datasets();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aFolderWithPartitionsIsPublishedAsItLies(@TempDir Path folder) throws IOException {
        write(folder, "split=train/dt=1/a.csv", "id\n1\n");
        write(folder, "split=test/dt=1/a.csv", "id\n2\n");
        write(folder, "split=test/dt=1/notes.txt", "no");

        DatasetVersion version = datasets.draft("growth/churn")
                .partitionBy("split", "dt")
                .addFiles(folder, "**/*.csv")
                .message("First")
                .publish();

        assertThat(version.version()).isEqualTo(1);
        assertThat(version.message()).isEqualTo("First");
        assertThat(version.files()).isEqualTo(2);
        assertThat(version.bytes()).isEqualTo(10);
        assertThat(version.partitionBy()).containsExactly("split", "dt");
        assertThat(paths(version)).containsExactly("split=test/dt=1/a.csv", "split=train/dt=1/a.csv");
        assertThat(datasets.get("growth/churn@1")).isEqualTo(version);
        assertThat(datasets.list()).hasToString("[growth/churn]");
    }

    @Test
    void theSplitsAreCountedInTheLog() {
        datasets.draft("growth/churn")
                .partitionBy("split")
                .addBytes("split=train/a.csv", bytes("12345"))
                .addBytes("split=train/b.csv", bytes("1"))
                .addBytes("split=test/a.csv", bytes("123"))
                .publish();

        assertThat(lake.text("datasets/growth/churn/_log/9999999999-0000000000.json"))
                .contains("\"detail\":{\"splits\":{\"test\":{\"bytes\":3,\"files\":1},"
                        + "\"train\":{\"bytes\":6,\"files\":2}}}");
    }

    @Test
    void anAppendBuildsOnTheVersionBeforeAndSendsOnlyWhatIsNew() {
        publish("a.csv", "1");
        DatasetVersion second = datasets.draft("growth/churn")
                .addBytes("a.csv", bytes("1"))
                .addBytes("b.csv", bytes("2"))
                .publish();

        assertThat(paths(second)).containsExactly("a.csv", "b.csv");
        assertThat(lake.keys("/data/"))
                .extracting(key -> key.substring(key.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder("a.csv", "b.csv");
    }

    @Test
    void anAppendDoesNotReplaceAFile() {
        publish("a.csv", "1");

        assertThatThrownBy(() -> publish("a.csv", "2")).isInstanceOf(AlreadyExistsException.class);
        assertThat(datasets.get("growth/churn").version()).isEqualTo(1);
    }

    @Test
    void aReplaceIsTheWholeVersion() {
        publish("a.csv", "1");
        DatasetVersion second = datasets.draft("growth/churn")
                .replace()
                .addBytes("b.csv", bytes("2"))
                .publish();

        assertThat(paths(second)).containsExactly("b.csv");
        assertThat(paths(datasets.get("growth/churn@1"))).containsExactly("a.csv");
    }

    @Test
    void equalContentHasAnEqualDigestByAnotherHistory() {
        publish("a.csv", "1");
        DatasetVersion byHistory = publish("b.csv", "2");
        DatasetVersion atOnce = datasets.draft("growth/other")
                .addBytes("b.csv", bytes("2"))
                .addBytes("a.csv", bytes("1"))
                .publish();

        assertThat(atOnce.digest()).isEqualTo(byHistory.digest());
        assertThat(datasets.diff(byHistory, atOnce).isEmpty()).isTrue();
    }

    @Test
    void partitionsAreOverwrittenAndOthersStay() {
        datasets.draft("growth/churn")
                .partitionBy("dt")
                .addBytes("dt=1/a", bytes("1"))
                .addBytes("dt=1/b", bytes("1"))
                .addBytes("dt=2/a", bytes("1"))
                .publish();
        DatasetVersion second = datasets.draft("growth/churn")
                .overwritePartitions()
                .addBytes("dt=1/c", bytes("2"))
                .publish();

        assertThat(paths(second)).containsExactly("dt=1/c", "dt=2/a");
        assertThat(second.partitionBy()).containsExactly("dt");
    }

    @Test
    void theFirstVersionFixesThePartitions() {
        datasets.draft("growth/churn")
                .partitionBy("dt")
                .addBytes("dt=1/a", bytes("1"))
                .publish();

        assertThatThrownBy(() -> datasets.draft("growth/churn")
                        .partitionBy("split")
                        .addBytes("split=x/a", bytes("1"))
                        .publish())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("[dt]")
                .hasMessageContaining("keep those columns");
        assertThat(datasets.history("growth/churn").total()).isEqualTo(1);
    }

    @Test
    void aFileIsDeletedFromTheNextVersionOnly() {
        publish("a.csv", "1");
        publish("b.csv", "2");
        DatasetVersion third = datasets.draft("growth/churn").delete("a.csv").publish();

        assertThat(paths(third)).containsExactly("b.csv");
        assertThat(paths(datasets.get("growth/churn@2"))).containsExactly("a.csv", "b.csv");
    }

    @Test
    void filesAreDeletedByWhatTheyHaveInCommon() {
        publish("a.csv", "1");
        publish("b/c.csv", "2");
        publish("b/d.csv", "3");
        DatasetVersion after = datasets.draft("growth/churn")
                .delete(FileFilter.prefix("b/").and(FileFilter.range("b/d", "z")))
                .publish();

        assertThat(paths(after)).containsExactly("a.csv", "b/c.csv");
    }

    @Test
    void aDraftThatDeletesAddsNothing() {
        publish("a.csv", "1");
        DatasetDraft both = datasets.draft("growth/churn").delete("a.csv").addBytes("b.csv", new byte[0]);

        assertThatThrownBy(both::publish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("publish the one, then the other");
    }

    @Test
    void deletingTheLastFileLeavesAnEmptyVersion() {
        publish("a.csv", "1");
        DatasetVersion empty = datasets.draft("growth/churn").delete("a.csv").publish();

        assertThat(datasets.get("growth/churn@2")).isEqualTo(empty);
        assertThat(empty.files()).isZero();
        assertThat(datasets.files(empty)).isEmpty();
    }

    @Test
    void versionsAreFoundByNumberLatestTimeAliasAndDigest() {
        DatasetVersion first = publish("a.csv", "1");
        DatasetVersion second = publish("b.csv", "2");
        datasets.assign(first, "stable");

        assertThat(datasets.get("growth/churn")).isEqualTo(second);
        assertThat(datasets.get("growth/churn@latest")).isEqualTo(second);
        assertThat(datasets.get("growth/churn@1")).isEqualTo(first);
        assertThat(datasets.get("growth/churn@stable")).isEqualTo(first);
        assertThat(datasets.get(first.ref().toString())).isEqualTo(first);
        assertThat(datasets.get("growth/churn@" + first.time())).isEqualTo(first);
        assertThat(datasets.get("growth/churn@" + second.time().minusMillis(1))).isEqualTo(first);
        assertThat(datasets.get("growth/churn@2099-01-01T00:00Z")).isEqualTo(second);
        assertThat(datasets.find("growth/churn@3")).isEmpty();
        assertThat(datasets.find("growth/other")).isEmpty();
        assertThat(datasets.find("growth/churn@2000-01-01T00:00Z")).isEmpty();
    }

    @Test
    void theLatestIsFoundWhereTheNewestEntryIsNoCommit() {
        publish("a.csv", "1");
        DatasetVersion second = publish("b.csv", "2");
        datasets.assign(second, "stable");
        datasets.assign(second, "beta");
        datasets.removeAlias("growth/churn", "beta");

        assertThat(datasets.get("growth/churn@latest")).isEqualTo(second);
        assertThat(publish("c.csv", "3").version()).isEqualTo(3);
        assertThat(datasets.get("growth/churn@stable")).isEqualTo(second);
        assertThat(datasets.find("growth/churn@beta")).isEmpty();
    }

    @Test
    void anAliasMovesAndTheHistoryStays() {
        DatasetVersion first = publish("a.csv", "1");
        DatasetVersion second = publish("b.csv", "2");
        datasets.assign(first, "stable");
        datasets.assign(second, "stable");

        assertThat(datasets.get("growth/churn@stable")).isEqualTo(second);
        assertThat(datasets.history("growth/churn").versions()).containsExactly(second, first);
        assertThat(datasets.history("growth/churn", 1).toString()).endsWith("… and 1 older");
    }

    @Test
    void anAliasNeverNamesAVersionThatThisPlatformLacks() {
        publish("a.csv", "1");
        try (Lake elsewhere = new Lake(new MemoryStore(new Lake.Ticks()))) {
            elsewhere
                    .platform()
                    .datasets()
                    .draft("growth/churn")
                    .addBytes("x", bytes("1"))
                    .publish();
            DatasetVersion other = elsewhere
                    .platform()
                    .datasets()
                    .draft("growth/churn")
                    .addBytes("y", bytes("2"))
                    .publish();

            assertThatThrownBy(() -> datasets.assign(other, "stable"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("mlp://datasets/growth/churn@2")
                    .hasMessageContaining("the latest is 1");
        }
        assertThat(lake.keys("/_log/")).hasSize(1);
    }

    @Test
    void versionsAreFoundWithoutTheirIndex() {
        DatasetVersion first = publish("a.csv", "1");
        DatasetVersion second = publish("b.csv", "2");
        lake.store()
                .delete(lake.keys("/_versions/").stream()
                        .map(io.mlplatform.store.ObjectKey::of)
                        .toList());

        assertThat(datasets.get("growth/churn@1")).isEqualTo(first);
        assertThat(datasets.get("growth/churn@2")).isEqualTo(second);
        try (MlPlatform another = Lake.open(lake.store(), Settings.defaults())) {
            another.datasets()
                    .draft("growth/churn")
                    .addBytes("c.csv", bytes("3"))
                    .publish();
        }
        assertThat(lake.keys("/_versions/")).hasSize(2).last().asString().endsWith("0000000003.json");
    }

    @Test
    void aDifferenceNamesEachPathOnce() {
        DatasetVersion first = datasets.draft("growth/churn")
                .addBytes("gone", bytes("1"))
                .addBytes("changed", bytes("1"))
                .addBytes("same", bytes("1"))
                .publish();
        DatasetVersion second = datasets.draft("growth/churn")
                .replace()
                .addBytes("new", bytes("1"))
                .addBytes("changed", bytes("22"))
                .addBytes("same", bytes("1"))
                .publish();

        VersionDiff diff = datasets.diff(first, second);

        assertThat(diff.added()).extracting(VersionFile::path).containsExactly("new");
        assertThat(diff.removed()).extracting(VersionFile::path).containsExactly("gone");
        assertThat(diff.changed())
                .extracting(c -> c.before().size() + "→" + c.after().size())
                .containsExactly("1→2");
    }

    @Test
    void manyFilesAreStoredInSegmentsAndFoundAgain() {
        DatasetDraft draft = datasets.draft("growth/churn");
        for (int i = 0; i < 400; i++) {
            draft.addBytes(String.format("part-%04d.csv", i), bytes("row " + i));
        }
        DatasetVersion version = draft.publish();

        assertThat(lake.keys("/_manifests/")).hasSize(1);
        assertThat(datasets.files(datasets.get("growth/churn@1"))).hasSize(400);
        assertThat(datasets.verify(version)).isEmpty();
    }

    @Test
    void aRepeatedTokenReturnsTheFirstVersion() {
        DatasetVersion first = token(1, "a");
        DatasetVersion second = token(2, "b");

        assertThat(token(2, "b")).isEqualTo(second);
        assertThat(token(1, "a")).isEqualTo(first);
        assertThat(datasets.history("growth/churn").total()).isEqualTo(2);
    }

    @Test
    void aPreviewIsTheHeadOfAFile() {
        DatasetVersion version = publish("a.csv", "id,name\n1,a\n2,b\n3,c\n");

        assertThat(datasets.preview(version, "a.csv", 2)).hasToString("id  name\n1   a\n2   b\n…");
    }

    @Test
    void inputsAreKeptHoweverMany() {
        DatasetVersion raw = publish("a.csv", "1");
        DatasetDraft draft = datasets.draft("growth/joined").addBytes("x", bytes("x"));
        for (int i = 0; i < 100; i++) {
            draft.uses(raw, "part-" + i);
        }
        DatasetVersion joined = draft.publish();

        assertThat(joined.inputs()).hasSize(100);
        assertThat(datasets.get("growth/joined@1").inputs()).isEqualTo(joined.inputs());
        assertThat(lake.keys("_lineage/")).singleElement().asString().endsWith("datasets!growth!joined@0000000001");
    }

    @Test
    void timesAreTheStoresAndRise() {
        DatasetVersion first = publish("a.csv", "1");
        DatasetVersion second = publish("b.csv", "2");

        assertThat(second.time()).isAfter(first.time());
        assertThat(first.time()).isAfter(Instant.parse("2026-11-23T12:00:00Z"));
    }

    private DatasetVersion token(long sequence, String text) {
        return datasets.draft("growth/churn")
                .addBytes(sequence + ".csv", bytes(text))
                .token("etl", sequence, 0)
                .publish();
    }

    private DatasetVersion publish(String path, String text) {
        return datasets.draft("growth/churn").addBytes(path, bytes(text)).publish();
    }

    private List<String> paths(DatasetVersion version) {
        return datasets.files(version).stream().map(VersionFile::path).toList();
    }

    private static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
