package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The test vectors of the format page, which were computed from the page and not by this code. */
class FormatVectorsTest {

    private static final String VECTORS = resource();

    private final JsonNode vectors = json(VECTORS);

    @Test
    void thePageShowsTheVectorsThatAreTested() throws IOException {
        assertThat(Files.readString(page())).contains("```json\n" + VECTORS + "```\n");
    }

    @Test
    void logKeysCountDown() {
        StoreLocation log = new StoreLocation(new MemoryStore(Clock.systemUTC()), "");

        assertThat(vectors.get("logKeys").properties()).isNotEmpty().allSatisfy(vector -> assertThat(
                        Keys.slot(log, Long.parseLong(vector.getKey())))
                .hasToString(vector.getValue().textValue()));
    }

    @Test
    void jsonIsCanonical() {
        assertThat(vectors.get("canonicalJson").properties()).isNotEmpty().allSatisfy(vector -> assertThat(
                        CanonicalJson.write(json(vector.getKey())))
                .isEqualTo(vector.getValue().textValue()));
    }

    @Test
    void textsAreOrderedByTheirBytes() {
        List<String> order = texts(vectors.get("utf8Order"));

        assertThat(order).hasSizeGreaterThan(5).isSortedAccordingTo(Utf8.ORDER);
    }

    @Test
    void partitionValuesAreEncodedAsHiveDoes() {
        assertThat(vectors.get("partitionValues").properties()).isNotEmpty().allSatisfy(vector -> assertThat(
                        PartitionPath.encode(Optional.of(vector.getKey())))
                .isEqualTo(vector.getValue().textValue()));
    }

    @Test
    void segmentsEndAtThesePaths() {
        assertThat(vectors.get("endsSegment").properties()).isNotEmpty().allSatisfy(vector -> assertThat(
                        Boundaries.FORMAT.endsSegment(vector.getKey()))
                .isEqualTo(vector.getValue().booleanValue()));
    }

    @Test
    void indexNodesEndAtSegmentsThatBeginWithThesePaths() {
        assertThat(vectors.get("endsNode").properties()).isNotEmpty().allSatisfy(vector -> assertThat(
                        Boundaries.FORMAT.endsNode(vector.getKey()))
                .isEqualTo(vector.getValue().booleanValue()));
    }

    @Test
    void contentDigestsAreThose() {
        assertThat(vectors.get("contentDigests")).isNotEmpty().allSatisfy(vector -> {
            List<FileEntry> files = new ArrayList<>();
            vector.get("files")
                    .properties()
                    .forEach(file -> files.add(
                            Entries.entry(file.getKey(), file.getValue().textValue(), Entries.TXN)));
            Manifest manifest = Manifest.of(List.of(), files);

            assertThat(Boundaries.FORMAT.cut(manifest.entries()).stream()
                            .map(segment -> ContentDigest.ofSegment(segment).hex()))
                    .isEqualTo(texts(vector.get("segments")));
            assertThat(manifest.digest().hex()).isEqualTo(vector.get("digest").textValue());
        });
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String resource() {
        try (InputStream in = FormatVectorsTest.class.getResourceAsStream("/format-vectors.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path page() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/format.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/format.md");
    }
}
