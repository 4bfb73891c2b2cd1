package io.mlplatform.pipelines;

import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.Stream;

/** Reads the outputs of steps in the versions of executions. */
record StepOutputs(VersionedZone zone) {

    /** What the attempt had made by that version of the execution. */
    StepOutput read(EntityName execution, long version, String step, long attempt) {
        OpenedVersion opened = zone.open(VersionRef.of(Zone.PIPELINES, execution, new VersionSelector.Number(version)));
        return read(opened, zone.inputs(opened), step, attempt);
    }

    private StepOutput read(OpenedVersion opened, List<Input> inputs, String step, long attempt) {
        Manifest own = Manifest.of(
                List.of(),
                entries(opened.ref(), StepOutput.folder(step, attempt)).toList());
        return new StepOutput(
                opened.ref(), opened.version().time(), step, attempt, own.files(), own.bytes(), inputs, own.digest());
    }

    List<VersionFile> files(StepOutput output) {
        return entries(output.ref(), output.folder()).map(FileEntry::toFile).toList();
    }

    /** The files at or below these paths, all where there are none, for another version. */
    List<SourceFile> sources(StepOutput output, List<String> paths) {
        String folder = output.folder();
        List<SourceFile> own = zone.sources(zone.open(output.ref().toVersionRef()), EntryFilter.prefix(folder)).stream()
                .map(file -> new SourceFile(
                        file.path().substring(folder.length()), file.content(), file.sha256(), file.rows()))
                .toList();
        for (String path : paths) {
            if (own.stream().noneMatch(file -> isAtOrBelow(file.path(), path))) {
                throw new NotFoundException(
                        output.ref() + " " + folder + path, "the step has no such output: list its files");
            }
        }
        return own.stream()
                .filter(file -> paths.isEmpty() || paths.stream().anyMatch(path -> isAtOrBelow(file.path(), path)))
                .toList();
    }

    private static boolean isAtOrBelow(String file, String path) {
        return file.equals(path) || file.startsWith(path.endsWith("/") ? path : path + "/");
    }

    private Stream<FileEntry> entries(PinnedRef version, String folder) {
        return zone.manifest(version)
                .entries(EntryFilter.prefix(folder))
                .map(entry -> new FileEntry(
                        entry.path().substring(folder.length()),
                        entry.size(),
                        entry.sha256(),
                        entry.txn(),
                        entry.rows(),
                        entry.mediaType()));
    }
}
