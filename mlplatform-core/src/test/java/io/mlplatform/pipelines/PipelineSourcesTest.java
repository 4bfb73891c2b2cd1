package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Lake;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Settings;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineSourcesTest {

    private static final String FIXED_KEY = "pipelines/growth/churn-train/sources/_exports/current/source.zip";

    @TempDir
    Path folder;

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final PipelineSources sources = lake.platform().pipelines().sources("growth/churn-train");

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theNewestRevisionLiesAtTheFixedKey() throws IOException {
        publish("1");
        SourceRevision second = publish("2");

        assertThat(lake.text(FIXED_KEY)).contains("2").isEqualTo(stored(second));
        assertThat(sources.exported()).hasValueSatisfying(export -> {
            assertThat(export.version()).isEqualTo(2);
            assertThat(export.versionId()).isEmpty();
            assertThat(export.etag()).isNotEmpty();
        });
    }

    @Test
    void theVersionIdThatTheStoreGaveTheFixedKeyIsRecorded() throws IOException {
        ObjectStore versioned = answering(put -> new PutOutcome.Stored("tag", Optional.of("3sL4kqtJ"), put.date()));
        try (MlPlatform ml = Lake.open(versioned, Settings.defaults())) {
            ml.pipelines().sources("growth/churn-train").publish(tree("1"), "");
        }

        assertThat(sources.exported()).flatMap(SourceExport::versionId).contains("3sL4kqtJ");
        assertThat(sources.exported()).map(SourceExport::toString).contains("@1, version id 3sL4kqtJ, etag tag");
    }

    @Test
    void aPublisherThatIsOvertakenLeavesTheNewerRevisionAtTheFixedKey() throws IOException {
        publish("0");
        Path first = tree("1");
        boolean[] overtaken = {false};
        ObjectStore slow = answering(put -> {
            if (!overtaken[0]) {
                overtaken[0] = true;
                publishQuietly("2");
            }
            return put;
        });
        try (MlPlatform ml = Lake.open(slow, Settings.defaults())) {
            assertThat(ml.pipelines()
                            .sources("growth/churn-train")
                            .publish(first, "")
                            .version())
                    .isEqualTo(2);
        }

        assertThat(sources.exported()).map(SourceExport::version).contains(3L);
        assertThat(lake.text(FIXED_KEY)).isEqualTo(stored(sources.get(3)));
    }

    @Test
    void aRevisionThatIsNotYetAtTheFixedKeyIsToldAsPublishedAndPutThereLater() throws IOException {
        ObjectStore failing = answering(put -> {
            throw new StorageUnavailableException("s3://bucket", "no answer (request id 7): try again");
        });
        try (MlPlatform ml = Lake.open(failing, Settings.defaults())) {
            PipelineSources unlucky = ml.pipelines().sources("growth/churn-train");
            Path tree = tree("1");
            assertThatThrownBy(() -> unlucky.publish(tree, ""))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("revision 1 is published")
                    .hasMessageContaining("export()");
        }
        assertThat(sources.latest().version()).isEqualTo(1);
        assertThat(sources.exported()).isEmpty();

        assertThat(sources.export().version()).isEqualTo(1);
        assertThat(lake.text(FIXED_KEY)).isEqualTo(stored(sources.get(1)));
    }

    @Test
    void bytesThatWereChangedInTheStoreAreNotPutAtTheFixedKey() throws IOException {
        publish("1");
        String before = lake.text(FIXED_KEY);
        ObjectKey stored = ObjectKey.of(lake.keys("source.zip").stream()
                .filter(key -> key.contains("/data/"))
                .findFirst()
                .orElseThrow());
        lake.store().put(stored, Content.of("x".repeat(before.length())), PutCondition.always());

        assertThatThrownBy(sources::export).isInstanceOf(DataCorruptException.class);
        assertThat(lake.text(FIXED_KEY)).isEqualTo(before);
    }

    @Test
    void equalTreesHaveAnEqualDigest() throws IOException {
        assertThat(publish("1").digest()).isEqualTo(publish("1").digest());
        assertThat(publish("1").digest()).isNotEqualTo(publish("2").digest());
    }

    @Test
    void aRevisionSaysWhatItWasTakenFrom() throws IOException {
        Path tree = tree("1");
        Files.createDirectories(tree.resolve(".git"));
        Files.writeString(tree.resolve(".git/HEAD"), "83baae61804e65cc73a7201a7252750c76066a30\n");

        assertThat(sources.publish(tree, "ready").revision()).isEqualTo("83baae61804e65cc73a7201a7252750c76066a30");
        assertThat(sources.draft(tree).revision("release-7").publish().revision())
                .isEqualTo("release-7");
        assertThat(sources.get(1).revision()).isEqualTo("83baae61804e65cc73a7201a7252750c76066a30");
        assertThat(sources.get(1).toString())
                .contains("sources@1")
                .contains("of 83baae6")
                .endsWith(", ready");
        assertThat(sources.history().versions())
                .extracting(SourceRevision::version)
                .containsExactly(2L, 1L);
    }

    @Test
    void theZipComesBackVerified() throws IOException {
        SourceRevision revision = publish("1");
        try (ZipInputStream zip = new ZipInputStream(sources.open(revision))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("train.py");
            assertThat(zip.readAllBytes()).isEqualTo(Lake.bytes("1"));
        }

        sources.fetch(revision, folder.resolve("fetched"));
        assertThat(folder.resolve("fetched/source.zip")).hasSize(revision.bytes());
    }

    @Test
    void aPipelineIsNamedByTeamAndItself() {
        PipelineArtifacts pipelines = lake.platform().pipelines();

        assertThatThrownBy(() -> pipelines.sources("growth/churn/train")).hasMessageContaining("not a pipeline");
        assertThatThrownBy(() -> pipelines.sources("churn")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(sources::latest).isInstanceOf(NotFoundException.class);
        assertThat(sources.find(1)).isEmpty();
        assertThat(sources.exported()).isEmpty();
    }

    private SourceRevision publish(String text) throws IOException {
        return sources.publish(tree(text), "");
    }

    private void publishQuietly(String text) {
        try {
            publish(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path tree(String text) throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree-" + text));
        Files.writeString(tree.resolve("train.py"), text);
        return tree;
    }

    private String stored(SourceRevision revision) throws IOException {
        try (InputStream zip = sources.open(revision)) {
            return new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** The lake's store, where puts to the fixed key are answered otherwise; what comes first happens before the put. */
    private ObjectStore answering(UnaryOperator<PutOutcome.Stored> answer) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, called, arguments) -> {
                    boolean fixed = called.getName().equals("put")
                            && arguments[0].toString().equals(FIXED_KEY);
                    PutOutcome.Stored told = new PutOutcome.Stored("tag", HandClock.START);
                    PutOutcome.Stored answered = fixed ? answer.apply(told) : told;
                    try {
                        Object real = called.invoke(lake.store(), arguments);
                        return fixed ? answered : real;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
