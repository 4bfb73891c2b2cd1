package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.LogicalPath;
import io.mlplatform.internal.manifest.PathCollisions;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a version of a plan: hash the files, read the head, stage files and manifest under a txn, append the commit, then
 * write what is derived from it. Until the commit stands nothing of it is visible.
 */
final class Publisher {

    private final ZoneRoot root;
    private final Context context;

    Publisher(ZoneRoot root, Context context) {
        this.root = root;
        this.context = context;
    }

    OpenedVersion publish(PublishPlan plan) {
        String txn = context.ids().ulid();
        EntityName entity = plan.entity();
        EntityRoom room = EntityRoom.of(root, entity, context);
        requireStorable(plan, room, txn);
        List<FileEntry> added = Staging.entries(context, room.log().address(), plan.files(), txn);
        Tip tip = room.log().tip();
        CommitChange change = new CommitChange(room, plan, txn, added, tip);
        Optional<Head> head = Optional.empty();
        if (room.log().rehearse(tip, change)) {
            stage(plan, room, change, txn, tip.head().isEmpty());
            head = room.log().append(tip, change);
        }
        VersionRecord version = head.map(room.index()::record)
                .orElseGet(() -> room.index().require(change.settledVersion().orElseThrow()));
        return room.opened(version);
    }

    private static void requireStorable(PublishPlan plan, EntityRoom room, String txn) {
        if (plan.files().isEmpty() && plan.deleted().isEmpty()) {
            throw new IllegalStateException(
                    "the draft of " + room.log().address() + " has no files: add some, then publish");
        }
        plan.files().forEach(file -> room.keys().data(txn, LogicalPath.require(file.path())));
        PathCollisions.refuse(plan.files().stream().map(SourceFile::path).toList());
    }

    private void stage(PublishPlan plan, EntityRoom room, CommitChange change, String txn, boolean first) {
        Map<String, Content> contents = new HashMap<>();
        plan.files().forEach(file -> contents.put(file.path(), file.content()));
        List<Upload> uploads = new ArrayList<>(change.documents());
        long bytes = 0;
        for (FileEntry entry : change.manifest().entries()) {
            if (entry.txn().equals(txn)) {
                Content content =
                        Optional.ofNullable(contents.get(entry.path())).orElseThrow();
                uploads.add(new Upload(room.keys().data(txn, entry.path()), content, entry.sha256()));
                bytes += entry.size();
            }
        }
        if (first) {
            uploads.add(new Upload(room.keys().entityMarker(), Content.of(new byte[0]), Digest.of(new byte[0])));
        }
        ProgressMeter meter =
                new ProgressMeter(context.progress(), "publish " + room.log().address(), uploads.size(), bytes);
        Parallel.run(
                context.executor(),
                room.log().address(),
                List.of(() -> root.store().upload(uploads, meter), () -> room.index()
                        .complete(change.baseVersion())));
    }
}
