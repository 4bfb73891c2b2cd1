package io.mlplatform.features;

import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rows of files of a dataset's version, in order of path; fetched, and so verified, when they are asked for. */
record DatasetIngest(DatasetRegistry datasets, DatasetVersion version, FileFilter filter) implements IngestSource {

    @Override
    public String words() {
        return version.ref().toString();
    }

    @Override
    public void into(IngestedRows rows) {
        List<VersionFile> files = datasets.files(version, filter);
        if (files.isEmpty()) {
            throw new FeatureDataException(words(), "has no files among " + filter + ": name others");
        }
        try (WorkFolder work = WorkFolder.create()) {
            List<TableSource> tables =
                    files.stream().map(file -> table(file, work.path())).toList();
            datasets.fetch(version, filter, work.path());
            tables.forEach(rows::load);
        }
    }

    private TableSource table(VersionFile file, Path folder) {
        String name = file.path().toLowerCase(Locale.ROOT);
        String words = version.ref() + " " + file.path();
        if (name.endsWith(".csv")) {
            return new CsvSource(folder.resolve(file.path()), words);
        }
        if (name.endsWith(".parquet")) {
            return new ParquetSource(folder.resolve(file.path()), words);
        }
        throw new FeatureDataException(words, "is neither .csv nor .parquet: leave it out by a filter");
    }
}
