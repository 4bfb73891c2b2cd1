package io.mlplatform.pipelines;

import io.mlplatform.internal.GitHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source revision in the making: nothing is read or stored before {@link #publish()}. For one thread, and one publish. */
public final class SourceDraft {

    private final PipelineSources sources;
    private final Path folder;
    private final List<String> included = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private Optional<String> revision = Optional.empty();
    private String message = "";
    private boolean published;

    SourceDraft(PipelineSources sources, Path folder) {
        this.sources = sources;
        this.folder = folder;
    }

    /** Bundles the files whose relative path matches the glob, such as {@code **}{@code /*.py}; without this, all. */
    public SourceDraft include(String glob) {
        included.add(glob);
        return this;
    }

    /** Leaves out the files, and the folders with all below, whose relative path matches the glob; {@code .git} always is. */
    public SourceDraft exclude(String glob) {
        excluded.add(glob);
        return this;
    }

    /** What the tree was taken from; of a git work tree it is the commit it stands on, unless said otherwise. */
    public SourceDraft revision(String id) {
        revision = Optional.of(id);
        return this;
    }

    /** What changed and why, in the publisher's words. */
    public SourceDraft message(String text) {
        message = text;
        return this;
    }

    /**
     * Bundles the tree, commits the revision, and puts it where CodePipeline looks.
     *
     * @throws io.mlplatform.CommitOutcomeUnknownException the store did not say whether the revision was committed
     * @throws io.mlplatform.StorageUnavailableException with the revision's number in the message: it is committed, and
     *     not at the fixed key yet; {@link PipelineSources#export()} puts it there
     */
    public SourceRevision publish() {
        if (published) {
            throw new IllegalStateException("this draft was published before: make a new one for the next revision");
        }
        published = true;
        return sources.publish(
                SourceTree.files(folder, included.isEmpty() ? List.of("**") : included, excluded),
                revision.or(this::commit).orElse(""),
                message);
    }

    private Optional<String> commit() {
        try {
            return GitHead.of(folder).map(GitHead::commit);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the git work tree '" + folder + "' cannot be read (" + e.getMessage()
                            + "): check its rights, or say the revision yourself",
                    e);
        }
    }

    @Override
    public String toString() {
        return "draft of " + sources + " from '" + folder + "', " + (published ? "published" : "not published");
    }
}
