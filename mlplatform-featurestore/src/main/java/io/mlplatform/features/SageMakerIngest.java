package io.mlplatform.features;

import io.mlplatform.EntityName;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.publish.ForeignFiles;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What SageMaker Feature Store wrote into a group's offline store since the last ingest from there. A file of it is never
 * changed, and may appear in a folder of any hour, since folders go by event time: so what is new is told by when it was
 * last modified, by the store's clock. A file is taken when it has been there for {@link #SETTLED}, and then never again.
 */
record SageMakerIngest(VersionedZone zone, EntityName name, String location) implements IngestSource {

    // An object that is uploaded in parts bears the time at which its upload began: it may appear behind younger ones.
    static final Duration SETTLED = Duration.ofMinutes(15);

    private static final String FILES = "**/*.parquet";

    @Override
    public String words() {
        return "'" + location + "'";
    }

    @Override
    public void into(IngestedRows rows) {
        StoreLocation place = ForeignFiles.place(zone, name, location);
        Instant after = rows.taken().until(place.toString()).orElse(Instant.MIN);
        Instant until = zone.storeTime(name).minus(SETTLED).truncatedTo(ChronoUnit.MILLIS);
        List<SourceFile> files =
                ForeignFiles.modified(place, FILES, modified -> modified.isAfter(after) && !modified.isAfter(until));
        if (files.isEmpty()) {
            return;
        }
        rows.take(rows.taken().with(place.toString(), until));
        try (WorkFolder work = WorkFolder.create()) {
            rows.load(new SageMakerFiles(place.toString(), fetched(files, work.path())));
        }
    }

    private Map<String, Path> fetched(List<SourceFile> files, Path folder) {
        Map<String, Path> local = new LinkedHashMap<>();
        List<Runnable> copies = new ArrayList<>();
        for (SourceFile file : files) {
            Path target = folder.resolve(String.format("%08d.parquet", local.size()));
            local.put(file.path(), target);
            copies.add(() -> copy(file, target));
        }
        Parallel.run(zone.context().executor(), words(), copies);
        return local;
    }

    private void copy(SourceFile file, Path target) {
        try (InputStream in = file.content().open()) {
            long copied = Files.copy(in, target);
            if (copied != file.content().length()) {
                throw new IOException(
                        "it ended after " + copied + " of " + file.content().length() + " bytes");
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    location + " " + file.path(), "could not be fetched (" + e.getMessage() + "): try again", e);
        }
    }
}
