package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.LogEvent;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.log.WriterTokens;
import io.mlplatform.internal.manifest.LogicalPath;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.manifest.PathCollisions;
import io.mlplatform.store.Content;
import io.mlplatform.store.Upload;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Makes a version of a plan: hash the files where they are few bytes in all, read the head, stage the files, hashed on their
 * way where they are many, and the manifest, under a txn, append the commit, then write what is derived from it. Until the
 * commit stands nothing of it is visible.
 */
final class Publisher {

    private final EntityRoom room;
    private final LayoutFile layout;
    private final Context context;

    Publisher(EntityRoom room, LayoutFile layout) {
        this.room = room;
        this.layout = layout;
        this.context = room.context();
    }

    OpenedVersion publish(PublishPlan plan) {
        String txn = context.ids().ulid();
        room.root().conditions().requireSupported(room.root().store());
        requireStorable(plan, txn);
        Staging files = Staging.of(context, room.log().address(), plan.files(), txn);
        Tip tip = begin();
        Optional<Long> settled = plan.token().flatMap(token -> WriterTokens.versionOf(room.log(), tip, token));
        if (settled.isPresent()) {
            return room.opened(room.index().require(settled.get()));
        }
        ProgressMeter meter = meter(plan);
        CommitChange change = CommitChange.prepared(room, plan, txn, files, tip, meter);
        room.log().rehearse(tip, change);
        boolean first = tip.head()
                .map(head -> room.log().state(head).kind().equals(LogEvent.Create.NOTHING))
                .orElse(true);
        stage(change, first, meter);
        Optional<Head> head = room.log().append(tip, change);
        return head.map(change::committed)
                .orElseGet(() ->
                        room.opened(room.index().require(change.settledVersion().orElseThrow())));
    }

    private void requireStorable(PublishPlan plan, String txn) {
        if (plan.files().isEmpty() && plan.deleted().isEmpty() && plan.records().isEmpty()) {
            throw new IllegalStateException(
                    "the draft of " + room.log().address() + " has no files: add some, then publish");
        }
        boolean adds = !plan.files().isEmpty() || plan.records().isPresent();
        if (adds && plan.mode() == ManifestEdit.Mode.DELETE) {
            throw new IllegalStateException("the draft of " + room.log().address()
                    + " deletes and adds files: publish the one, then the other");
        }
        if (!Utf8.isWellFormed(plan.message())) {
            throw new IllegalArgumentException("the message of " + room.log().address()
                    + " has a lone surrogate and cannot be stored: use well-formed Unicode text");
        }
        plan.files().forEach(file -> room.keys().data(txn, LogicalPath.require(file.path())));
        PathCollisions.refuse(plan.files().stream().map(SourceFile::path).toList());
    }

    // The platform's first publish stores its layout while the head is read, so that it takes no round trip more and
    // nothing is ever staged that no layout leads to.
    private Tip begin() {
        List<Callable<Optional<Tip>>> both =
                List.of(() -> Optional.of(room.log().tip()), () -> {
                    layout.ensureStored();
                    return Optional.empty();
                });
        return Parallel.call(context.executor(), room.log().address(), both)
                .get(0)
                .orElseThrow();
    }

    // Before it is known which files the version has already.
    private ProgressMeter meter(PublishPlan plan) {
        long bytes =
                plan.files().stream().mapToLong(file -> file.content().length()).sum();
        return new ProgressMeter(
                context, "publish " + room.log().address(), plan.files().size(), bytes);
    }

    private void stage(CommitChange change, boolean first, ProgressMeter meter) {
        List<Upload> uploads = change.unstaged();
        if (first) {
            uploads.add(new Upload(room.keys().entityMarker(), Content.of(new byte[0]), Digest.of(new byte[0])));
        }
        meter.remaining(
                uploads.size(),
                uploads.stream().mapToLong(upload -> upload.content().length()).sum());
        Parallel.run(
                context.executor(),
                room.log().address(),
                List.of(() -> room.root().store().upload(uploads, meter), layout::ensureStored, () -> room.index()
                        .complete(change.baseVersion())));
    }
}
