package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatReaderTest {
    private static final String DATASET = "datasets/growth/churn";
    private static final String MODEL = "models/growth/churn";

    @TempDir
    Path folder;

    private Lake lake = new Lake(Path.of(""));

    @BeforeEach
    void copy() throws Exception {
        lake = Lake.copy(folder);
    }

    @Test
    void theGoldenFolderFollowsThePage() {
        FormatReport report = lake.read();

        assertThat(report.findings()).isEmpty();
        assertThat(report.orphans()).isEmpty();
        assertThat(report.entities()).extracting(EntityRecord::kind).containsExactly("dataset", "model");
    }

    @Test
    void versionsAreFoundByNumberTimeAndAlias() {
        EntityRecord dataset = lake.read().entity("datasets", "growth/churn").orElseThrow();

        assertThat(dataset.versionAt(Instant.parse("2026-11-23T11:59:59Z"))).isEmpty();
        assertThat(dataset.versionAt(Instant.parse("2026-11-23T12:00:00.249Z"))).isEqualTo(dataset.version(1));
        assertThat(dataset.versionAt(Instant.parse("2026-11-23T12:00:00.250Z"))).isEqualTo(dataset.version(2));
        assertThat(dataset.resolve("stable")).isEqualTo(dataset.version(1));
        assertThat(dataset.resolve("latest")).isEqualTo(dataset.version(2));
        assertThat(dataset.version(2).orElseThrow().files()).hasSize(5);
        assertThat(dataset.version(3)).isEmpty();
    }

    @Test
    void aProtectedAliasIsReadFromItsOwnLog() {
        EntityRecord model = lake.read().entity("models", "growth/churn").orElseThrow();

        assertThat(model.aliases()).isEqualTo(Map.of("production", 2L));
        assertThat(model.version(1).orElseThrow().inputs()).containsExactly("mlp://datasets/growth/churn@2");
    }

    @Test
    void aFlippedByteOfADataFileIsFound() {
        String key = DATASET + "/data/01jd0000000000000000000001/split=test/at=09%3A00/part-0.csv";
        lake.edit(key, text -> text.replace("4,1", "4,0"));

        assertThat(lake.read().findings())
                .extracting(Finding::path, Finding::rule)
                .containsExactly(tuple(key, Rule.DATA_CHANGED));
    }

    @Test
    void aColumnThatIsNotWhatItMayBeIsFound() {
        String entry = lake.log(DATASET + "/_log").get(1);
        String text = lake.text(entry);
        String document = text.substring(text.indexOf("\"schema\":") + 9, text.indexOf(",\"token\""));
        lake.editEntry(DATASET + "/_log", 1, before -> before.replace(document, "{\"fields\":[{\"name\":\"id\"}]}"));

        assertThat(lake.broken()).contains(Rule.SCHEMA);
    }

    @Test
    void aMissingDataFileIsFound() {
        lake.delete(MODEL + "/data/01jd0000000000000000000007/model.onnx");

        assertThat(lake.broken()).containsExactly(Rule.DATA_MISSING);
    }

    @Test
    void aDroppedEntryLeavesAGap() {
        lake.delete(lake.log(MODEL + "/_log").get(4));

        assertThat(lake.read().findings()).extracting(Finding::rule).contains(Rule.LOG_GAP);
    }

    @Test
    void aChangedEntryBreaksTheChain() {
        lake.edit(
                lake.log(MODEL + "/_log").get(3), text -> text.replace("\"actor\":\"golden\"", "\"actor\":\"forged\""));

        assertThat(lake.broken()).contains(Rule.LOG_CHAIN);
    }

    @Test
    void aKeyThatInvertsAnotherNumberIsFound() {
        lake.put(MODEL + "/_log/9999999990-0000000006.json", new byte[0]);

        assertThat(lake.broken()).containsExactly(Rule.LOG_KEY);
    }

    @Test
    void reorderedMembersAreNotCanonical() {
        lake.editEntry(
                DATASET + "/_log", 2, text -> text.replaceFirst("(\"version\":1),(\"digest\":\"[0-9a-f]+\")", "$2,$1"));

        assertThat(lake.broken()).containsExactly(Rule.CANONICAL_JSON);
    }

    @Test
    void mapsOutOfUtf8OrderAreNotCanonical() {
        lake.editEntry(
                DATASET + "/_log", 2, text -> text.replaceFirst("(\"ﬀ\":\"ligature\"),(\"😀\":\"astral\")", "$2,$1"));

        assertThat(lake.broken()).containsExactly(Rule.CANONICAL_JSON);
    }

    @Test
    void whiteSpaceIsNotCanonical() {
        lake.editEntry(DATASET + "/_log", 2, text -> text + "\n");

        assertThat(lake.broken()).containsExactly(Rule.CANONICAL_JSON);
    }

    @Test
    void unknownMembersAreTolerated() {
        lake.editEntry(DATASET + "/_log", 2, text -> text.replace("\"state\":{", "\"state\":{\"later\":[1.5],"));

        assertThat(lake.broken()).isEmpty();
    }

    @Test
    void timeThatStandsStillIsFound() {
        lake.editEntry(DATASET + "/_log", 2, text -> text.replace("12:00:00.500Z", "12:00:00.250Z"));

        assertThat(lake.broken()).containsExactly(Rule.LOG_TIME);
    }

    @Test
    void aWriteIdUsedTwiceIsFound() {
        lake.editEntry(
                DATASET + "/_log", 2, text -> text.replace("01jd0000000000000000000005", "01jd0000000000000000000004"));

        assertThat(lake.broken()).containsExactly(Rule.WRITE_ID);
    }

    @Test
    void aStateThatRunsAheadOfItsCommitsIsFound() {
        lake.editEntry(DATASET + "/_log", 2, text -> text.replace("\"latest\":2", "\"latest\":3"));

        assertThat(lake.broken()).containsExactly(Rule.STATE);
    }

    @Test
    void anAliasWithAnotherDigestIsFound() {
        lake.editEntry(DATASET + "/_log", 2, text -> text.replaceAll("\"digest\":\"[0-9a-f]{4}", "\"digest\":\"0000"));

        assertThat(lake.broken()).containsExactly(Rule.STATE);
    }

    @Test
    void aChangedContentDigestIsFound() {
        lake.editEntry(MODEL + "/_log", 3, text -> text.replaceFirst("\"digest\":\"[0-9a-f]{4}", "\"digest\":\"0000"));

        assertThat(lake.broken()).containsExactly(Rule.INDEX, Rule.PROTECTED_ALIAS, Rule.CONTENT_DIGEST);
    }

    @Test
    void anIndexThatDiffersFromItsEntryIsFound() {
        lake.edit(
                MODEL + "/_versions/0000000002.json",
                text -> text.replace("\"mode\":\"replace\"", "\"mode\":\"append\""));

        assertThat(lake.broken()).containsExactly(Rule.INDEX);
    }

    @Test
    void aSegmentCutAtAnotherPlaceIsFound() {
        SegmentedRoot.of(lake, DATASET, 1).splitFirstSegment();

        assertThat(lake.broken()).containsExactly(Rule.BOUNDARY);
        assertThat(lake.read().orphans()).hasSize(2);
    }

    @Test
    void partitionStatisticsThatDifferFromTheEntriesAreFound() {
        SegmentedRoot.of(lake, DATASET, 1).replace(root -> root.replaceFirst("\"max\":\"train\"", "\"max\":\"valid\""));

        assertThat(lake.broken()).containsExactly(Rule.MANIFEST_SUMS);
    }

    @Test
    void aFlippedByteOfASegmentIsFound() throws Exception {
        Path documents = lake.at(DATASET + "/_manifests/01jd0000000000000000000002");
        try (var names = Files.list(documents)) {
            Path segment = names.filter(path -> path.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length - 1] ^= 1;
            Files.write(segment, bytes);
        }

        assertThat(lake.broken()).contains(Rule.DOCUMENT);
    }

    @Test
    void strayFilesAreFound() {
        List<String> strays = List.of(
                "notes.txt",
                DATASET + "/notes.txt",
                DATASET + "/_manifests/readme.txt",
                DATASET + "/data/part-0.csv",
                "models/readme.md");
        strays.forEach(key -> lake.put(key, new byte[1]));
        lake.put(".tmp/half-written", new byte[1]);

        assertThat(lake.broken()).containsExactly(Rule.STRAY);
        assertThat(lake.read().findings()).extracting(Finding::path).containsExactlyInAnyOrderElementsOf(strays);
    }

    @Test
    void whatAnAbortedPublishStagedIsAnOrphan() {
        String staged = DATASET + "/data/01jd00000000000000000000zz/part-0.csv";
        lake.put(staged, new byte[1]);

        assertThat(lake.broken()).isEmpty();
        assertThat(lake.read().orphans()).containsExactly(staged);
    }

    @Test
    void aCondemnOfALiveTxnIsFound() {
        lake.append(
                DATASET + "/_log",
                "{\"type\":\"condemn\",\"txns\":[\"01jd0000000000000000000001\"]}",
                state -> state.replaceFirst("}$", ",\"condemnedAt\":3}"));

        assertThat(lake.broken()).containsExactly(Rule.FENCE);
    }

    @Test
    void aDeadVersionMayBeGone() {
        String until = "2026-11-24T00:00:00.000Z";
        lake.append(
                MODEL + "/_log",
                "{\"type\":\"retire\"}",
                state -> state.replace(
                        "\"pins\"", "\"retired\":[{\"from\":1,\"to\":1,\"until\":\"" + until + "\"}],\"pins\""));
        lake.delete(MODEL + "/data/01jd0000000000000000000007/model.onnx");
        lake.delete(MODEL + "/_versions/0000000001.json");

        assertThat(lake.broken()).isEmpty();
        assertThat(lake.read().entities().get(1).version(1).orElseThrow().dead())
                .isTrue();
    }

    @Test
    void aRetiredVersionMustStayUntilItsGraceIsOver() {
        lake.append(
                MODEL + "/_log",
                "{\"type\":\"retire\"}",
                state -> state.replace(
                        "\"pins\"",
                        "\"retired\":[{\"from\":1,\"to\":1,\"until\":\"2026-12-24T00:00:00.000Z\"}],\"pins\""));
        lake.delete(MODEL + "/data/01jd0000000000000000000007/model.onnx");

        assertThat(lake.broken()).containsExactly(Rule.DATA_MISSING);
        assertThat(FormatReader.read(folder, Instant.parse("2026-12-24T00:00:00Z"))
                        .findings())
                .isEmpty();
    }

    @Test
    void aRetiredVersionThatAnAliasNamesIsFound() {
        lake.append(
                DATASET + "/_log",
                "{\"type\":\"retire\"}",
                state -> state.replace(
                        "\"labels\"",
                        "\"retired\":[{\"from\":1,\"to\":1,\"until\":\"2026-12-24T00:00:00.000Z\"}],\"labels\""));

        assertThat(lake.broken()).containsExactly(Rule.STATE);
    }

    @Test
    void aProtectedAliasWithoutItsPinIsFound() {
        lake.append(MODEL + "/_log", "{\"type\":\"unpin\"}", state -> state.replaceFirst(",\"pins\":\\{.*?}}", ""));

        assertThat(lake.broken()).containsExactly(Rule.PROTECTED_ALIAS);
    }

    @Test
    void aStateChangedByAnEventThatMayNotIsFound() {
        lake.append(MODEL + "/_log", "{\"type\":\"noop\"}", state -> state.replaceFirst(",\"pins\":\\{.*?}}", ""));

        assertThat(lake.broken()).contains(Rule.STATE);
    }

    @Test
    void anEventAfterASealIsFound() {
        lake.append(
                DATASET + "/_log",
                "{\"type\":\"seal\"}",
                state -> state.replace(",\"writers\"", ",\"sealed\":true,\"writers\""));
        lake.append(DATASET + "/_log", "{\"type\":\"annotate\"}", state -> state);

        assertThat(lake.broken()).containsExactly(Rule.EVENT);
    }

    @Test
    void anEntryOverItsLimitIsFound() {
        lake.append(
                DATASET + "/_log",
                "{\"type\":\"annotate\",\"detail\":\"" + "x".repeat(64 * 1024) + "\"}",
                state -> state);

        assertThat(lake.broken()).containsExactly(Rule.LIMIT);
    }

    @Test
    void markersThatStandForNothingAreFound() {
        lake.delete("datasets/_entities/growth!churn");
        lake.put("models/_entities/growth!churn", new byte[1]);
        lake.put("models/_lineage/datasets/growth!churn/0000000001/models!growth!churn@0000000001", new byte[0]);
        lake.put(MODEL + "/_head.json", new byte[1]);
        lake.put(MODEL + "/_signatures/0000000003.sig", new byte[1]);

        assertThat(lake.broken())
                .containsExactly(Rule.UNLISTED_ENTITY, Rule.EMPTY_MARKER, Rule.HEAD_COPY, Rule.LINEAGE, Rule.SIGNATURE);
    }

    @Test
    void aFolderWithoutLayoutIsFound() {
        lake.delete("_platform/layout.json");

        assertThat(lake.broken()).contains(Rule.LAYOUT);
    }
}
