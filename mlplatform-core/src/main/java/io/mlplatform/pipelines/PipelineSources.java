package io.mlplatform.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.History;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.PutOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of one pipeline, in revisions; each is a ZIP that is the same bytes wherever the same tree is bundled. The
 * newest one lies at {@code _exports/current/source.zip}, the fixed key for CodePipeline's S3 source. Thread-safe.
 */
public final class PipelineSources {

    static final String KIND = "sources";
    private static final String ZIP = "source.zip";
    private static final String REVISION = "revision";
    private static final String CURRENT = "current";
    private static final int SHOWN_VERSIONS = 20;

    private final VersionedZone zone;
    private final EntityName entity;

    PipelineSources(VersionedZone zone, PipelineName pipeline) {
        this.zone = zone;
        this.entity = pipeline.sources();
    }

    /** Begins a revision of the tree in {@code folder}, which may be a git work tree. */
    public SourceDraft draft(Path folder) {
        return new SourceDraft(this, folder);
    }

    /** Publishes the whole tree in {@code folder} but {@code .git}; see {@link SourceDraft#publish()}. */
    public SourceRevision publish(Path folder, String message) {
        return draft(folder).message(message).publish();
    }

    /** The newest revision; {@link NotFoundException} where there is none. */
    public SourceRevision latest() {
        return revision(zone.open(ref(new VersionSelector.Latest())));
    }

    /** The revision of that number; {@link NotFoundException} where there is none. */
    public SourceRevision get(long version) {
        return revision(zone.open(ref(new VersionSelector.Number(version))));
    }

    /** The revision of that number, or empty. */
    public Optional<SourceRevision> find(long version) {
        return zone.find(ref(new VersionSelector.Number(version))).map(this::revision);
    }

    /** The twenty newest revisions. */
    public History<SourceRevision> history() {
        List<SourceRevision> revisions = zone.history(entity, SHOWN_VERSIONS).stream()
                .map(this::revision)
                .toList();
        return new History<>(revisions, revisions.get(0).version());
    }

    /** The ZIP, which the caller closes; verified when it is read to its end. */
    public InputStream open(SourceRevision revision) {
        return zone.openFile(revision.ref(), ZIP);
    }

    /** Fetches {@code source.zip} into {@code folder}, verified. */
    public void fetch(SourceRevision revision, Path folder) {
        zone.fetch(revision.ref(), folder);
    }

    /** What lies at the fixed key; empty before the first revision was put there. */
    public Optional<SourceExport> exported() {
        return zone.now(entity).flatMap(PipelineSources::exported);
    }

    /**
     * Puts the newest revision at the fixed key, as each publish does: for when one could not. Of publishers that meet
     * here, the last one to finish leaves the newest revision.
     */
    public SourceExport export() {
        while (true) {
            OpenedVersion newest = zone.open(ref(new VersionSelector.Latest()));
            PutOutcome put = zone.exports().putCurrent(entity, ZIP, zip(revision(newest)));
            if (!(put instanceof PutOutcome.Stored stored)) {
                throw new StorageUnavailableException(
                        address(), "a put without condition was refused: report this store");
            }
            EntityNow now = record(newest.ref().version(), stored);
            // Another's revision may have come, and its put gone, before the own put: what is newest goes on top.
            if (now.latest() == newest.ref().version()) {
                return exported(now).orElseThrow();
            }
        }
    }

    SourceRevision publish(Map<String, Content> files, String revision, String message) {
        OpenedVersion opened = zone.publish(PublishPlan.of(entity, KIND)
                .mode(ManifestEdit.Mode.SUCCEED)
                .files(List.of(SourceFile.of(ZIP, bundle(files))))
                .message(message)
                .detail(manifest -> detail(revision))
                .build());
        try {
            export();
        } catch (MlPlatformException e) {
            throw new StorageUnavailableException(
                    address(),
                    "revision " + opened.ref().version() + " is published, but is not where CodePipeline looks ("
                            + e.getMessage() + "): call export() to put it there",
                    e);
        }
        return revision(opened);
    }

    // Verified as it is read: what was changed in the store does not get to where builds start.
    private Content zip(SourceRevision revision) {
        return new Content() {
            @Override
            public long length() {
                return revision.bytes();
            }

            @Override
            public InputStream open() {
                return PipelineSources.this.open(revision);
            }
        };
    }

    private EntityNow record(long version, PutOutcome.Stored stored) {
        ObjectNode export = Json.object().put("version", version).put("etag", stored.etag());
        stored.versionId().ifPresent(id -> export.put("versionId", id));
        ObjectNode said = Json.object();
        said.set("exported", export);
        return zone.annotate(entity, KIND, said, (before, next) -> before.set(CURRENT, export));
    }

    private static Content bundle(Map<String, Content> files) {
        try {
            return ZipBundle.of(files);
        } catch (IOException e) {
            throw new UncheckedIOException("the sources could not be read: " + e.getMessage(), e);
        }
    }

    private static Optional<JsonNode> detail(String revision) {
        return revision.isEmpty() ? Optional.empty() : Optional.of(Json.object().put(REVISION, revision));
    }

    private static Optional<SourceExport> exported(EntityNow now) {
        return StoredJson.of(now.detail(), now.entity().value())
                .find(CURRENT)
                .map(json -> new SourceExport(json.number("version"), json.text("etag"), json.text("versionId", "")));
    }

    private SourceRevision revision(OpenedVersion opened) {
        return new SourceRevision(
                opened.ref(),
                opened.version().time(),
                opened.message(),
                zone.detail(opened).path(REVISION).asText(""),
                opened.root().bytes());
    }

    private VersionRef ref(VersionSelector selector) {
        return VersionRef.of(Zone.PIPELINES, entity, selector);
    }

    private String address() {
        return "mlp://" + Zone.PIPELINES + "/" + entity;
    }

    @Override
    public String toString() {
        return "sources of " + PipelineName.of(entity);
    }
}
