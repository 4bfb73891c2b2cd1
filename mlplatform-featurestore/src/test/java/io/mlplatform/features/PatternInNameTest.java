package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternInNameTest {

    @TempDir
    private Path folder;

    @Test
    void aFileWhoseNameLooksLikeAPatternIsReadAndNoOther() throws IOException {
        try (MlPlatform platform = Lake.inMemory()) {
            FeatureRepository features = FeatureRepository.of(platform);
            features.define(Lake.activity().build());
            FeatureDraft draft = features.draft("growth/activity");
            Files.writeString(folder.resolve("day1.csv"), "customer,at,visits\n1,2026-11-22T10:00:00Z,0\n");
            ParquetRows.write(
                    folder.resolve("day1.parquet"),
                    "SELECT 1 AS customer, TIMESTAMP '2026-11-22 10:00:00' AS at, 0 AS visits");
            int visits = 0;
            for (String name : List.of("day[1]", "day?", "day*", "day[!2]", "day[")) {
                visits++;
                draft.addCsv(Files.writeString(
                        folder.resolve(name + ".csv"), "customer,at,visits\n1,2026-11-22T10:00:00Z," + visits + "\n"));
                visits++;
                draft.addParquet(ParquetRows.write(
                        folder.resolve(name + ".parquet"),
                        "SELECT 1 AS customer, TIMESTAMP '2026-11-22 10:00:00' AS at, " + visits + " AS visits"));
            }

            FeatureGroupVersion version = draft.publish();
            features.fetch(version, folder.resolve("out"));
            assertThat(ParquetRows.read(folder.resolve("out")
                            .resolve(features.files(version).get(0).path())))
                    .extracting(row -> row.get("visits"))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void foldersWhoseNamesLookLikePatternsAreWrittenAndReadAsTheyAre() {
        Path odd = folder.resolve("work[1]*?");
        try (Engine engine = Engine.open(odd)) {
            for (Path out : List.of(odd.resolve("rows"), folder.resolve("work1xx/rows"))) {
                assertThat(out.getParent().toFile().mkdirs()).isTrue();
                engine.run(
                        "COPY (SELECT 1 AS day, 2 AS v) TO " + Sql.path(out) + " (FORMAT parquet, PARTITION_BY (day))");
            }

            assertThat(engine.rows("SELECT file_name FROM parquet_file_metadata(" + Sql.parquetBelow(odd) + ")"))
                    .containsExactly(
                            List.of(odd.resolve("rows/day=1/data_0.parquet").toString()));
        }
    }
}
