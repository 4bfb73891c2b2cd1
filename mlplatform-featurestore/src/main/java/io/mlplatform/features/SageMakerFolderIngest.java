package io.mlplatform.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All files of SageMaker's offline store that were copied into a folder. */
record SageMakerFolderIngest(Path folder) implements IngestSource {

    @Override
    public String words() {
        return "'" + folder + "'";
    }

    @Override
    public void into(IngestedRows rows) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : files()) {
            files.put(folder.relativize(file).toString(), file);
        }
        if (files.isEmpty()) {
            throw new FeatureDataException(words(), "has no .parquet files below it: name the folder with the years");
        }
        rows.load(new SageMakerFiles(folder + "/", files));
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(".parquet"))
                    .filter(Files::isRegularFile)
                    .map(Path::toAbsolutePath)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(words() + " cannot be listed: check the folder and its rights", e);
        }
    }
}
