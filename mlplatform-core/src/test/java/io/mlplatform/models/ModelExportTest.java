package io.mlplatform.models;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.Lake;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {

    private final Lake lake = new Lake(new MemoryStore(new Lake.Ticks()));
    private final ModelStore models = lake.platform().models();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theArchiveHasTheSameBytesEverywhere() throws Exception {
        Digest digest = SampleModel.export(models, folder.resolve("model.tar.gz"));

        assertThat(digest).isEqualTo(Digest.of(Files.readAllBytes(folder.resolve("model.tar.gz"))));
        assertThat(digest.hex()).isEqualTo(SampleModel.GOLDEN);
    }

    @Test
    void anotherJvmWithOtherTimeZoneLocaleAndUmaskMakesTheSameArchive() throws Exception {
        Process jvm = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 077; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.timezone=Pacific/Chatham",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Dfile.encoding=ISO-8859-1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SampleModel.class.getName(),
                        folder.resolve("other.tar.gz").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes());

        assertThat(jvm.waitFor()).isZero();
        assertThat(printed.strip()).isEqualTo(SampleModel.GOLDEN);
        assertThat(Digest.of(Files.readAllBytes(folder.resolve("other.tar.gz"))).hex())
                .isEqualTo(SampleModel.GOLDEN);
    }

    @Test
    void anExportReplacesNoFileAndLeavesNoHalfOne() throws IOException {
        ModelVersion model = models.draft("growth/churn")
                .addBytes("a.bin", bytes("aaaa"))
                .addBytes("b.bin", bytes("bbbb"))
                .publish();
        Path target = Files.writeString(folder.resolve("model.tar.gz"), "mine");
        assertThatThrownBy(() -> models.exportTarGz(model, target)).isInstanceOf(AlreadyExistsException.class);
        assertThat(target).hasContent("mine");

        lake.store().put(ObjectKey.of(lake.keys("/b.bin").get(0)), Content.of("bbbX"), PutCondition.always());
        assertThatThrownBy(() -> models.exportTarGz(model, folder.resolve("other.tar.gz")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("b.bin");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void aVersionWhoseFilesLieTogetherIsItsOwnPrefix() {
        ModelVersion model = models.draft("growth/churn")
                .addBytes("code/inference.py", bytes("py"))
                .addBytes("model.onnx", bytes("onnx"))
                .publish();

        URI prefix = models.exportPrefix(model);

        assertThat(prefix.toString())
                .startsWith("mem:/models/growth/churn/data/")
                .endsWith("/");
        assertThat(below(prefix)).containsExactly("code/inference.py", "model.onnx");
        assertThat(lake.keys("_exports/")).isEmpty();
    }

    @Test
    void aVersionThatSharesFilesWithEarlierOnesIsCopiedTogetherOnce() {
        models.draft("growth/churn")
                .addBytes("tokens.txt", bytes("words"))
                .addBytes("model.onnx", bytes("a"))
                .publish();
        ModelVersion second = models.draft("growth/churn")
                .addBytes("tokens.txt", bytes("words"))
                .addBytes("model.onnx", bytes("b"))
                .publish();
        ModelVersion part = models.draft("growth/churn")
                .addBytes("tokens.txt", bytes("words"))
                .publish();

        URI prefix = models.exportPrefix(second);

        assertThat(prefix.toString()).isEqualTo("mem:/models/growth/churn/_exports/0000000002/files/");
        assertThat(below(prefix)).containsExactly("model.onnx", "tokens.txt");
        assertThat(lake.text("models/growth/churn/_exports/0000000002/files/model.onnx"))
                .isEqualTo("b");
        assertThat(models.exportPrefix(second)).isEqualTo(prefix);
        assertThat(below(models.exportPrefix(part)))
                .as("not the folder of version 1, which has more")
                .containsExactly("tokens.txt");
    }

    private List<String> below(URI prefix) {
        String key = prefix.toString().substring("mem:/".length());
        return lake.keys(key).stream()
                .map(found -> found.substring(key.length()))
                .toList();
    }
}
