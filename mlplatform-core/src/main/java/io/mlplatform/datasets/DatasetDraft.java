package io.mlplatform.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.Input;
import io.mlplatform.Producer;
import io.mlplatform.Schema;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.manifest.PartitionPath;
import io.mlplatform.internal.manifest.PartitionSums;
import io.mlplatform.internal.publish.DraftFiles;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.store.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version in the making: nothing is stored before {@link #publish()}, and nothing is visible before it returns. For one
 * thread, and one publish.
 */
public final class DatasetDraft {

    static final String KIND = "dataset";
    private static final String SPLIT = "split";

    private final DatasetRegistry registry;
    private final EntityName name;
    private final DraftFiles files;
    private final Set<String> deleted = new LinkedHashSet<>();
    private Optional<FileFilter> deletedFiles = Optional.empty();
    private final Set<Input> inputs = new LinkedHashSet<>();
    private ManifestEdit.Mode mode = ManifestEdit.Mode.APPEND;
    private Optional<List<String>> partitionBy = Optional.empty();
    private Optional<WriterToken> token = Optional.empty();
    private Optional<Schema> schema = Optional.empty();
    private String message = "";
    private boolean published;

    DatasetDraft(DatasetRegistry registry, EntityName name) {
        this(registry, name, new DraftFiles());
    }

    /** Made by {@link DatasetRegistry#draft} and by {@link io.mlplatform.pipelines.PipelineArtifacts#draftDataset}. */
    public DatasetDraft(DatasetRegistry registry, EntityName name, DraftFiles files) {
        this.registry = registry;
        this.name = name;
        this.files = files;
    }

    /**
     * Says which {@code key=value} folders every path begins with, in this order. The first version fixes it; later ones
     * may leave it out.
     */
    public DatasetDraft partitionBy(String... columns) {
        List<String> checked = new ArrayList<>();
        for (String column : columns) {
            checked.add(PartitionPath.requireColumn(column));
        }
        partitionBy = Optional.of(checked);
        return this;
    }

    /**
     * Adds the files below {@code folder} whose relative path matches the glob, such as {@code **}{@code /*.parquet};
     * their paths stay as they are.
     */
    public DatasetDraft addFiles(Path folder, String glob) {
        files.addAll(folder, glob);
        return this;
    }

    /**
     * Adds the objects below a place outside of the platform, such as {@code s3://bucket/folder/}, whose rest of the key
     * matches the glob; that is their path. They are listed now. Publishing reads each once for its SHA-256 and copies it,
     * by the server where it is large and the store can: the version then is as any other, whatever becomes of them. It
     * cannot be known which class of data lies there: see that it may lie in this zone.
     *
     * @throws IllegalArgumentException the place is in a zone, or not in the zone's store or a bucket beside it
     */
    public DatasetDraft importFrom(String location, String glob) {
        registry.foreign(name, location, glob).forEach(files::add);
        return this;
    }

    /**
     * Registers the objects that {@link #importFrom} would copy, where they lie: they are listed now, and neither read nor
     * copied. What becomes of them is up to others: a version holds each to the tag and size that the listing told, a
     * replaced or deleted one can no longer be read, and the version is never shown as verified. It cannot be promoted or
     * copied. Which class of data lies there cannot be known.
     *
     * @throws IllegalArgumentException the place is in a zone, or not in the zone's store or a bucket beside it
     */
    public DatasetDraft addReferences(String location, String glob) {
        registry.references(name, location, glob).forEach(files::add);
        return this;
    }

    /** Adds one file under that path. */
    public DatasetDraft addFile(Path file, String path) {
        files.add(file, path);
        return this;
    }

    /** Adds these bytes under that path; they are not copied. */
    public DatasetDraft addBytes(String path, byte[] bytes) {
        files.add(path, Content.of(bytes));
        return this;
    }

    /** The drafted files become the whole version; without this they are appended to the version before. */
    public DatasetDraft replace() {
        return mode(ManifestEdit.Mode.REPLACE);
    }

    /** Each partition that a drafted file lies in holds just the drafted files; the others stay. */
    public DatasetDraft overwritePartitions() {
        return mode(ManifestEdit.Mode.OVERWRITE_PARTITIONS);
    }

    /** The version loses this path; not together with added files. */
    public DatasetDraft delete(String path) {
        if (deletedFiles.isPresent()) {
            throw new IllegalStateException("a draft deletes by path or by filter: this one has a filter already");
        }
        deleted.add(path);
        return mode(ManifestEdit.Mode.DELETE);
    }

    /** The version loses the files that are meant, of which there must be one; not together with anything else. */
    public DatasetDraft delete(FileFilter filter) {
        if (!deleted.isEmpty() || deletedFiles.isPresent()) {
            throw new IllegalStateException("a draft deletes by paths or by one filter: this one deletes already");
        }
        deletedFiles = Optional.of(filter);
        return mode(ManifestEdit.Mode.DELETE);
    }

    /**
     * Says which columns the files have. Without this a version has the schema of the one before; a new one keeps all of
     * its columns as they are, and adds nullable ones at the end.
     */
    public DatasetDraft schema(Schema columns) {
        schema = Optional.of(columns);
        return this;
    }

    /** What changed and why, in the publisher's words. */
    public DatasetDraft message(String text) {
        message = text;
        return this;
    }

    /** Records that this dataset is made from that version. */
    public DatasetDraft uses(EntityVersion version) {
        return uses(version, "");
    }

    /** Records that this dataset is made from that version, used as {@code role}. */
    public DatasetDraft uses(EntityVersion version, String role) {
        inputs.add(new Input(version.ref(), role));
        return this;
    }

    /**
     * Records the run, or the step of a pipeline, that made this dataset, pinned as it stands now in the role {@code run},
     * and what it has used so far.
     */
    public DatasetDraft from(Producer producer) {
        inputs.addAll(producer.inputs());
        inputs.add(new Input(producer.pinned(), "run"));
        return this;
    }

    /**
     * Makes the publish exactly-once for an engine that may repeat it: a second publish with the same writer and sequence
     * returns the first one's version.
     *
     * @param since the log's head when the writer id was first used, from the engine's checkpoint; 0 where it has none
     */
    public DatasetDraft token(String writer, long sequence, long since) {
        token = Optional.of(new WriterToken(writer, sequence, since));
        return this;
    }

    /**
     * Stores the files and commits the version, in one atomic write. Other writers' versions are built upon where they do
     * not touch what this draft changes.
     *
     * @throws io.mlplatform.ConflictException another writer changed what this draft depends on, or the schema does
     *     more than add to the one before
     * @throws io.mlplatform.AlreadyExistsException an appended path is there with other bytes
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether the version was committed
     */
    public DatasetVersion publish() {
        if (published) {
            throw new IllegalStateException("this draft was published before: make a new one for the next version");
        }
        published = true;
        return registry.publish(PublishPlan.of(name, KIND)
                .mode(mode)
                .partitionBy(partitionBy)
                .files(files.all())
                .deleted(deletedFiles
                        .map(FileFilter::entries)
                        .or(() -> deleted.isEmpty() ? Optional.empty() : Optional.of(EntryFilter.paths(deleted))))
                .message(message)
                .schema(schema)
                .inputs(List.copyOf(inputs))
                .token(token)
                .detail(SPLIT, DatasetDraft::detail)
                .build());
    }

    /** One line: the dataset, and what the draft does to it. */
    @Override
    public String toString() {
        return "draft of " + name + " (" + mode.word() + "), " + (published ? "published" : "not published");
    }

    /** A plan for a version that holds just its own files. */
    static PublishPlan.Builder replacing(EntityName name) {
        return PublishPlan.of(name, KIND).mode(ManifestEdit.Mode.REPLACE);
    }

    private DatasetDraft mode(ManifestEdit.Mode wanted) {
        if (mode != ManifestEdit.Mode.APPEND && mode != wanted) {
            throw new IllegalStateException(
                    "a draft either replaces, overwrites partitions or deletes: this one already does '" + mode.word()
                            + "'");
        }
        mode = wanted;
        return this;
    }

    private static Optional<JsonNode> detail(PartitionSums bySplit) {
        return bySplit.sums().map(sums -> {
            ObjectNode detail = Json.object();
            ObjectNode splits = detail.putObject("splits");
            sums.forEach((split, sum) ->
                    splits.putObject(split).put("files", sum.files()).put("bytes", sum.bytes()));
            return detail;
        });
    }
}
