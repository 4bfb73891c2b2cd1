package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.Digest;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.Change;
import io.mlplatform.internal.log.Commit;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Fence;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.log.Proposal;
import io.mlplatform.internal.log.StateLimits;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.log.WriterTokens;
import io.mlplatform.internal.manifest.Documents;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.manifest.ManifestWriter;
import io.mlplatform.internal.manifest.PartitionSums;
import io.mlplatform.internal.manifest.Root;
import io.mlplatform.internal.manifest.StoredDocument;
import io.mlplatform.internal.manifest.WrittenManifest;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** A prepared version on its way into the log; made anew on each later head that it commutes with. */
final class CommitChange implements Change {

    /** The content on top of version {@code parent}, how the commit entry names it, and what the face says of it. */
    private record Target(
            long parent,
            Optional<Root> root,
            ObjectNode content,
            boolean reuses,
            SchemaStep.Named schema,
            Optional<JsonNode> detail) {}

    private final EntityRoom room;
    private final PublishPlan plan;
    private final String txn;
    private ManifestEdit edit;
    private final long baseVersion;
    private final OptionalLong baseSeq;
    private final Manifest base;
    private final Optional<VersionRecord> baseRecord;
    private final SchemaStep schema;
    private final Tip begun;
    private final Documents documents;
    private final List<FileEntry> accepted = new ArrayList<>();
    private final Set<String> staged = new HashSet<>();
    private final Optional<JsonNode> inputs;
    private boolean rehearsed;
    private Target target;
    private Optional<Long> settledVersion = Optional.empty();

    /** Prepares the version on the log as {@code tip} found it; large files that were not hashed are stored meanwhile. */
    static CommitChange prepared(
            EntityRoom room, PublishPlan plan, String txn, Staging files, Tip tip, ProgressMeter meter) {
        CommitChange change = new CommitChange(room, plan, txn, files.entries(), tip);
        if (!files.unhashed().isEmpty()) {
            change.storeUnhashed(files, meter);
        }
        change.target = change.target(change.baseRecord, change.base);
        // The publisher rehearses what is prepared; and on a later head the log holds the change against that one.
        change.rehearsed = true;
        return change;
    }

    private CommitChange(EntityRoom room, PublishPlan plan, String txn, List<FileEntry> added, Tip tip) {
        this.room = room;
        this.plan = plan;
        this.txn = txn;
        this.begun = tip;
        this.documents = new Documents(room.keys(), txn, this::storeEarly);
        tip.head().ifPresent(head -> requireOpen(room.log().state(head)));
        this.baseRecord = room.index().latest(tip);
        Optional<Manifest> latest = baseRecord.map(room::root).map(room::manifest);
        List<String> partitionBy = partitionBy(latest);
        this.edit = plan.records()
                .map(records -> new ManifestEdit(plan.mode(), partitionBy, records.apply(txn), plan.deleted()))
                .orElseGet(() -> ManifestEdit.of(plan.mode(), partitionBy, added, plan.deleted()));
        this.baseVersion =
                tip.head().map(head -> room.log().state(head).latest()).orElse(0L);
        this.baseSeq = tip.baseSeq();
        this.base = latest.orElseGet(() -> Manifest.empty(partitionBy));
        this.inputs = plan.inputs().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        fitting(InputsJson.write(plan.inputs()), plan.inputs().size() > StateLimits.INLINE_INPUTS));
        this.schema = new SchemaStep(room, plan.schema(), documents);
        // Until the manifest is made, one whose root is a document stands for it.
        ObjectNode someDocument = new StoredDocument(Digest.of(""), txn, 0).toJson();
        this.target = new Target(
                baseVersion, Optional.empty(), someDocument, false, schema.after(baseRecord), Optional.empty());
    }

    // All that would be refused is refused before the first byte of these files is stored, as only their digests are
    // missing.
    private void storeUnhashed(Staging files, ProgressMeter meter) {
        List<String> paths = files.unhashed().stream().map(SourceFile::path).toList();
        try (Stream<FileEntry> before = base.entries(EntryFilter.paths(paths))) {
            files.hashWhatMayEqual(before.toList());
        }
        edit = edit(files.entries());
        edit.requireFits(base, room.log().address());
        rehearsed = true;
        room.log().rehearse(begun, this);
        Map<ObjectKey, SourceFile> sources = new HashMap<>();
        files.unhashed().forEach(file -> sources.put(room.keys().data(txn, file.path()), file));
        room.root()
                .store()
                .upload(
                        sources.entrySet().stream()
                                .map(file -> new Upload(
                                        file.getKey(), file.getValue().content()))
                                .toList(),
                        meter.hashing((key, sha256) -> files.hashed(Objects.requireNonNull(sources.get(key)), sha256)));
        if (!files.unhashed().isEmpty()) {
            throw new IllegalStateException(
                    room.root().store().location() + " did not tell the digests of what it stored");
        }
        sources.values().forEach(file -> staged.add(file.path()));
        edit = edit(files.entries());
    }

    private ManifestEdit edit(List<FileEntry> added) {
        return ManifestEdit.of(plan.mode(), edit.partitionBy(), added, plan.deleted());
    }

    // The documents of a large manifest are stored while it is made: what the log or the files alone would be refused
    // for is refused before the first. What they meet in the version is known when they are merged, and such a refusal
    // leaves documents of a txn that is never committed, for collection.
    private void storeEarly(List<Upload> uploads) {
        if (!rehearsed) {
            rehearsed = true;
            edit.requireSound();
            room.log().rehearse(begun, this);
        }
        room.root().store().upload(uploads, TransferListener.SILENT);
    }

    /** What is to be stored before the commit, files and documents, and was not handed out before. */
    List<Upload> unstaged() {
        List<Upload> uploads = new ArrayList<>(documents.take());
        Map<String, Content> contents = new HashMap<>();
        plan.files().forEach(file -> contents.put(file.path(), file.content()));
        for (FileEntry entry : accepted) {
            if (staged.add(entry.path())) {
                Content content =
                        Optional.ofNullable(contents.get(entry.path())).orElseThrow();
                uploads.add(new Upload(room.keys().data(txn, entry.path()), content, entry.sha256()));
            }
        }
        accepted.clear();
        return uploads;
    }

    /** The version that the commit at {@code head} made; it stands, so nothing is read that could fail. */
    OpenedVersion committed(Head head) {
        Root root = target.root.orElseThrow();
        VersionRecord version = room.index().record(head);
        PinnedRef ref = new PinnedRef(room.root().zone(), room.entity(), version.version(), root.digest());
        room.root().seen().add(ref);
        return new OpenedVersion(ref, version, root);
    }

    long baseVersion() {
        return baseVersion;
    }

    /** The version that an earlier commit with the same token made, where that was so. */
    Optional<Long> settledVersion() {
        return settledVersion;
    }

    @Override
    public Optional<Proposal> on(Tip tip, NextEntry next) {
        Optional<EntityState> parent = tip.head().map(head -> room.log().state(head));
        settledVersion = plan.token().flatMap(token -> WriterTokens.versionOf(room.log(), tip, token));
        if (settledVersion.isPresent()) {
            return Optional.empty();
        }
        parent.ifPresent(this::requireOpen);
        long latest = parent.map(EntityState::latest).orElse(0L);
        if (latest != target.parent) {
            Fence.require(room.log(), tip, baseSeq, txn, List.of());
            rebase(tip);
        }
        List<Long> sources = target.reuses || target.schema.reuses() ? List.of(latest) : List.of();
        Fence.require(room.log(), tip, baseSeq, txn, sources);
        return Optional.of(proposal(parent, sources, next));
    }

    private Proposal proposal(Optional<EntityState> parent, List<Long> sources, NextEntry next) {
        long latest = parent.map(EntityState::latest).orElse(0L);
        EntityState state = parent.filter(known -> !known.kind().equals(LogEvent.Create.NOTHING))
                .orElseGet(() -> EntityState.initial(plan.kind(), plan.protectedAliases()))
                .committed(latest + 1, target.content);
        if (plan.token().isPresent()) {
            state = WriterTokens.record(state, plan.token().get(), latest + 1, next.seq());
        }
        if (plan.stateDetail().isPresent()) {
            state = state.withDetail(plan.stateDetail().get().after(state.detail(), next));
        }
        return new Proposal(commit(parent, latest, sources), state);
    }

    @Override
    public List<Runnable> after(Head appended) {
        List<Runnable> chores = new ArrayList<>();
        chores.add(() -> room.index().put(appended));
        long version = room.log().state(appended).latest();
        StoreLocation zone = room.root().location();
        for (Input input : plan.inputs()) {
            if (!input.platform().isEmpty() || plan.marks().isWritten(input)) {
                continue;
            }
            ObjectKey marker = Keys.lineage(zone, input.ref(), room.root().zone(), room.entity(), version);
            chores.add(() -> {
                room.root().store().put(marker, Content.of(new byte[0]), PutCondition.ifAbsent());
                plan.marks().wrote(input);
            });
        }
        return chores;
    }

    private Commit commit(Optional<EntityState> parent, long latest, List<Long> sources) {
        boolean creates = parent.isEmpty() || parent.get().kind().equals(LogEvent.Create.NOTHING);
        return new Commit(
                creates ? Optional.of(new LogEvent.Create(plan.kind(), plan.protectedAliases())) : Optional.empty(),
                latest + 1,
                txn,
                baseVersion,
                baseSeq,
                plan.mode().word(),
                sources,
                plan.message(),
                target.schema.node(),
                inputs,
                plan.token(),
                target.detail);
    }

    private void rebase(Tip tip) {
        Optional<VersionRecord> parent = room.index().latest(tip);
        Manifest latest = parent.map(room::root).map(room::manifest).orElse(base);
        requirePartitions(edit.partitionBy(), latest.partitionBy());
        edit.requireCommutes(base, latest, room.log().address());
        target = target(parent, latest);
        room.root().store().upload(unstaged(), TransferListener.SILENT);
    }

    private Target target(Optional<VersionRecord> parent, Manifest before) {
        SchemaStep.Named columns = schema.after(parent);
        PartitionSums sums = plan.summedBy().map(PartitionSums::by).orElseGet(PartitionSums::none);
        WrittenManifest written = new ManifestWriter(room.context(), documents, this::accept)
                .write(edit, before, room.log().address(), sums);
        Root root = new Root(StoredJson.of(written.root(), room.log().address()));
        Optional<JsonNode> detail = plan.detail().apply(sums).map(Json::sorted).map(this::fittingDetail);
        long version = parent.map(VersionRecord::version).orElse(0L);
        return new Target(version, Optional.of(root), written.content(), written.reuses(), columns, detail);
    }

    // Records are of files that are stored already; those in place stay where they are.
    private void accept(FileEntry entry) {
        if (plan.records().isEmpty() && !entry.isInPlace()) {
            accepted.add(entry);
        }
    }

    private List<String> partitionBy(Optional<Manifest> latest) {
        List<String> fixed = latest.map(Manifest::partitionBy)
                .orElseGet(() -> plan.partitionBy().orElse(List.of()));
        requirePartitions(plan.partitionBy().orElse(fixed), fixed);
        return fixed;
    }

    private void requirePartitions(List<String> wanted, List<String> fixed) {
        if (!wanted.equals(fixed)) {
            throw new ConflictException(
                    room.log().address(),
                    "is partitioned by " + fixed + ", which its first version fixed, not by " + wanted
                            + ": keep those columns, or publish under another name");
        }
    }

    private void requireOpen(EntityState state) {
        if (state.isSealed()) {
            throw new ConflictException(
                    room.log().address(), "is sealed: it takes no more versions until it is reopened");
        }
        if (!state.kind().equals(plan.kind()) && !state.kind().equals(LogEvent.Create.NOTHING)) {
            throw new ConflictException(
                    room.log().address(),
                    "is a " + state.kind() + ", not a " + plan.kind() + ": use its own API, or another name");
        }
    }

    private JsonNode fittingDetail(JsonNode detail) {
        return fitting(detail, CanonicalJson.encode(detail).length > StateLimits.INLINE_DETAIL_BYTES);
    }

    // What is too large for an entry becomes a document under the own txn.
    private JsonNode fitting(JsonNode node, boolean tooLarge) {
        if (!tooLarge) {
            return node;
        }
        return documents.add(CanonicalJson.encode(node)).toJson();
    }
}
