package io.mlplatform.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Column;
import io.mlplatform.History;
import io.mlplatform.MlPlatform;
import io.mlplatform.Schema;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.Preview;
import io.mlplatform.datasets.VersionDiff;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsPageTest {

    @TempDir
    Path folder;

    private final ObjectStore store = new MemoryStore(Clock.systemUTC());
    private final MlPlatform ml = MlPlatform.builder().store(store, "").open();

    @BeforeEach
    void makeFiles() throws IOException {
        write("out/split=train/dt=2026-06-01/part-0.csv", "id\n1\n");
        write("out/split=test/dt=2026-06-01/part-0.csv", "id\n2\n");
        write("fixed/split=train/dt=2026-06-01/part-0.csv", "id\n3\n");
    }

    @AfterEach
    void close() {
        ml.close();
        store.close();
    }

    private void raw() {
        store.put(ObjectKey.of("raw/a.csv"), Content.of("id\n1\n"), PutCondition.ifAbsent());
    }

    @Test
    void publishesAndCorrects() {
        DatasetVersion june = ml.datasets()
                .draft("growth/churn")
                .partitionBy("split", "dt") // each path begins with split=…/dt=…
                .addFiles(folder.resolve("out"), "**/*.csv")
                .message("June refresh")
                .publish();

        DatasetVersion july = ml.datasets()
                .draft("growth/churn")
                .addFiles(folder.resolve("fixed"), "**/*.csv")
                .overwritePartitions()
                .message("June as corrected")
                .publish();
        VersionDiff changes = ml.datasets().diff(june, july);

        assertThat(changes.changed()).hasSize(1);
        assertThat(changes.added()).isEmpty();
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void tellsColumns() {
        Schema schema = Schema.of(Column.required("id", "int64"), Column.nullable("plan", "string"));
        DatasetVersion told = ml.datasets()
                .draft("growth/people")
                .addFiles(folder.resolve("out"), "**/*.csv")
                .schema(schema)
                .publish();
        System.out.println(told.schema().orElseThrow());

        assertThat(told.schema()).hasValue(schema);
    }

    @Test
    void imports() {
        raw();

        DatasetVersion imported = ml.datasets()
                .draft("growth/imported")
                .importFrom("mem:/raw/", "**/*.csv") // as s3://bucket/raw/
                .publish();

        assertThat(ml.datasets().verify(imported)).isEmpty();
    }

    @Test
    void registersInPlace() {
        raw();

        DatasetVersion inPlace = ml.datasets()
                .draft("growth/in-place")
                .addReferences("mem:/raw/", "**/*.csv")
                .publish();
        System.out.println(inPlace.verified()); // etag

        assertThat(inPlace.verified()).hasToString("etag");
    }

    @Test
    void finds() {
        publish();

        DatasetVersion version = ml.datasets().get("growth/churn@1");
        Optional<DatasetVersion> stable = ml.datasets().find("growth/churn@stable");
        History<DatasetVersion> history = ml.datasets().history("growth/churn");

        assertThat(history.versions()).containsExactly(version);
        assertThat(stable).isEmpty();
    }

    @Test
    void reads() throws IOException {
        DatasetVersion version = publish();

        ml.datasets().fetch(version, folder.resolve("work"));
        Preview head = ml.datasets().preview(version, "split=train/dt=2026-06-01/part-0.csv", 10);
        assertThat(head.rows()).hasSize(1);
        assertThat(folder.resolve("work/split=test/dt=2026-06-01/part-0.csv")).hasContent("id\n2\n");

        try (InputStream file = ml.datasets().open(version, "split=train/dt=2026-06-01/part-0.csv")) {
            file.transferTo(System.out);
        }

        try (VersionFileChannel channel = ml.datasets().openChannel(version, "split=train/dt=2026-06-01/part-0.csv")) {
            ByteBuffer footer = ByteBuffer.allocate(8);
            channel.read(footer, Math.max(0, channel.size() - 8));
            List<ByteBuffer> columns = channel.readRanges(List.of(ByteRange.of(0, 2), ByteRange.of(3, 100)));
            System.out.println(columns.get(0).remaining()); // 2
        }
        try (VersionFileChannel channel = ml.datasets().openChannel(version, "split=train/dt=2026-06-01/part-0.csv")) {
            assertThat(channel.read(ByteBuffer.allocate(8), 0)).isEqualTo(5);
            assertThat(channel.readRanges(List.of(ByteRange.of(3, 100))))
                    .containsExactly(ByteBuffer.wrap("1\n".getBytes(StandardCharsets.UTF_8)));
        }

        List<String> problems = ml.datasets().verify(version);
        assertThat(problems).isEmpty();
    }

    @Test
    void tellsProgress() {
        MlPlatform watched = MlPlatform.builder()
                .location("mem:") // as s3://bucket/lake
                .progress(now -> System.out.println(now.what() + ": " + now.bytes() + " of " + now.totalBytes()
                        + " bytes, " + now.remaining() + " left"))
                .open();

        try (watched) {
            watched.datasets()
                    .draft("growth/churn")
                    .addBytes("a.csv", "id\n".getBytes(StandardCharsets.UTF_8))
                    .publish();
            assertThat(watched.datasets().history("growth/churn").total()).isEqualTo(1);
        }
    }

    @Test
    void names() {
        DatasetVersion version = publish();

        ml.datasets().assign(version, "stable");
        assertThat(ml.datasets().get("growth/churn@stable")).isEqualTo(version);

        ml.datasets().removeAlias("growth/churn", "stable");
        assertThat(ml.datasets().find("growth/churn@stable")).isEmpty();
    }

    private DatasetVersion publish() {
        return ml.datasets()
                .draft("growth/churn")
                .partitionBy("split", "dt")
                .addFiles(folder.resolve("out"), "**/*.csv")
                .publish();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
