package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Small files of the newest version made into few, as a version with the same rows. What others ingest meanwhile stays beside
 * it; where another compaction was faster, this one looks again.
 */
record Compaction(VersionedZone zone, VersionRef newest, CompactionPlan plan) {

    private static final int MOST_ATTEMPTS = 5;

    // What is packed once and read often may take its time: a fifteenth smaller than at the level of an ingest.
    private static final int PACKING = 3;

    /** The version with few files, or the newest one where there is nothing to do. */
    OpenedVersion run() {
        for (int attempt = 1; ; attempt++) {
            OpenedVersion version = zone.open(newest);
            List<List<VersionFile>> together = plan.of(zone.files(version.ref()));
            if (together.isEmpty()) {
                return version;
            }
            try {
                return compacted(version, together);
            } catch (ConflictException | NotFoundException e) {
                // Another compaction was faster: while this one was staged, or before.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private OpenedVersion compacted(OpenedVersion version, List<List<VersionFile>> together) {
        EntityName name = version.ref().entity();
        List<String> before =
                together.stream().flatMap(List::stream).map(VersionFile::path).toList();
        try (WorkFolder work = WorkFolder.create();
                Engine engine = Engine.open(work.path())) {
            Path rows = work.path().resolve("rows");
            String compaction = zone.context().ids().ulid();
            for (int i = 0; i < together.size(); i++) {
                write(engine, version, together.get(i), rows, "part-" + compaction + "-" + i + ".parquet");
            }
            List<SourceFile> files = WrittenFiles.below(engine, rows);
            return zone.publish(PublishPlan.of(name, GroupState.KIND)
                    .mode(ManifestEdit.Mode.COMPACT)
                    .partitionBy(Optional.of(List.of(SystemColumns.EVENT_DATE)))
                    .deleted(Optional.of(EntryFilter.paths(before)))
                    .files(files)
                    .message("compacted " + before.size() + " files into " + files.size())
                    .detail(sums -> Optional.of(detail()))
                    .build());
        }
    }

    // Asked for on each head that the commit is made on top of: what an ingest that came between says of its rows
    // stays.
    private ObjectNode detail() {
        ObjectNode detail = zone.detail(zone.open(newest)).deepCopy();
        ObjectNode ingested = detail.withObject("ingested");
        ingested.retain("ties");
        ingested.put("rows", 0).put("tombstones", 0);
        return detail;
    }

    private void write(Engine engine, OpenedVersion version, List<VersionFile> files, Path rows, String name) {
        Path result = rows.resolve(CompactionPlan.folder(files.get(0))).resolve(name);
        try (WorkFolder fetched = WorkFolder.create()) {
            Files.createDirectories(result.getParent());
            List<String> paths = files.stream().map(VersionFile::path).toList();
            zone.fetch(version.ref(), EntryFilter.paths(paths), fetched.path());
            String before = "read_parquet("
                    + paths.stream()
                            .map(path -> Sql.file(fetched.path().resolve(path)))
                            .collect(Collectors.joining(", ", "[", "]"))
                    + ", hive_partitioning = false, union_by_name = true)";
            engine.run("COPY (SELECT * FROM " + before + " ORDER BY " + order(version) + ") TO " + Sql.path(result)
                    + " (" + WrittenFiles.FORMAT + PACKING + ")");
            requireSame(engine, before, "read_parquet([" + Sql.file(result) + "], hive_partitioning = false)", files);
        } catch (IOException e) {
            throw new UncheckedIOException("no room for '" + result + "': set java.io.tmpdir to a place with room", e);
        }
    }

    // Equal keys lie together, which packs best; the rest makes equal bytes of equal rows.
    private String order(OpenedVersion version) {
        StoredJson detail = StoredJson.of(zone.detail(version), version.ref().toString());
        FeatureGroup group = GroupState.definition(version.ref().entity(), detail.object(GroupState.DEFINITION));
        return Sql.names(group.keys()) + ", " + Sql.name(group.eventTime()) + ", " + SystemColumns.CREATED + ", "
                + SystemColumns.WRITTEN + ", " + SystemColumns.ORDINAL;
    }

    private static void requireSame(Engine engine, String before, String after, List<VersionFile> files) {
        boolean same = engine.number("SELECT count(*) FROM " + before) == engine.number("SELECT count(*) FROM " + after)
                && engine.number("SELECT count(*) FROM (SELECT * FROM " + before + " EXCEPT ALL SELECT * FROM " + after
                                + ")")
                        == 0;
        if (!same) {
            throw new IllegalStateException("the rows of " + files + " were not the same after they were written as one"
                    + " file: nothing was committed; report this with the version of DuckDB");
        }
    }
}
