package io.mlplatform.features;

import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Parquet files that the engine has just written, as files of a version. */
final class WrittenFiles {

    /** The engine's COPY options for offline files. */
    static final String FORMAT = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ";

    private WrittenFiles() {}

    /** All below {@code folder}, each by its path from there and with its rows, in order of path. */
    static List<SourceFile> below(Engine engine, Path folder) {
        List<SourceFile> files = new ArrayList<>();
        for (List<String> file : engine.rows("SELECT file_name, num_rows FROM parquet_file_metadata("
                + Sql.parquetBelow(folder) + ") ORDER BY file_name")) {
            Path path = Path.of(file.get(0));
            files.add(new SourceFile(
                    String.join("/", names(folder.toAbsolutePath().relativize(path))),
                    content(path),
                    Optional.empty(),
                    OptionalLong.of(Long.parseLong(file.get(1)))));
        }
        return files;
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    private static Content content(Path file) {
        try {
            return Content.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' was written just now and cannot be read", e);
        }
    }
}
