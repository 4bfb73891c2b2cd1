package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.manifest.PartitionSums;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a draft wants to become.
 *
 * @param kind of the entity, should it not exist yet
 * @param protectedAliases of the entity, should it not exist yet
 * @param partitionBy empty where the draft leaves it to the versions before
 * @param records entries of files that lie under the txn of the publish already, by that txn, in order of path; they are
 *     the whole of what is added, and are gone through more than once
 * @param deleted in the modes {@code delete} and {@code compact} only
 * @param summedBy the partition column whose sums the detail is made of; empty where it needs none
 * @param detail what the face stores with the commit, by the sums of the content that the version gets
 * @param marks what earlier versions left lineage markers for; those of this version are added
 * @param stateDetail what the face keeps in the state, by what it kept before; nothing changes without it
 */
public record PublishPlan(
        EntityName entity,
        String kind,
        List<AliasName> protectedAliases,
        ManifestEdit.Mode mode,
        Optional<List<String>> partitionBy,
        List<SourceFile> files,
        Optional<Function<String, Iterable<FileEntry>>> records,
        Optional<EntryFilter> deleted,
        String message,
        List<Input> inputs,
        LineageMarks marks,
        Optional<WriterToken> token,
        Optional<String> summedBy,
        Function<PartitionSums, Optional<JsonNode>> detail,
        Optional<StateDetail> stateDetail) {

    public PublishPlan {
        protectedAliases = List.copyOf(protectedAliases);
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
    }

    /** A plan that takes all files away. */
    public static PublishPlan emptying(EntityName entity, String kind) {
        return of(entity, kind)
                .mode(ManifestEdit.Mode.DELETE)
                .deleted(Optional.of(EntryFilter.all()))
                .message("dropped")
                .build();
    }

    /** A plan for this entity that appends; the rest is added. */
    public static Builder of(EntityName entity, String kind) {
        return new Builder(entity, kind);
    }

    /** Collects a plan. */
    public static final class Builder {
        private final EntityName entity;
        private final String kind;
        private List<AliasName> protectedAliases = List.of();
        private ManifestEdit.Mode mode = ManifestEdit.Mode.APPEND;
        private Optional<List<String>> partitionBy = Optional.empty();
        private List<SourceFile> files = List.of();
        private Optional<Function<String, Iterable<FileEntry>>> records = Optional.empty();
        private Optional<EntryFilter> deleted = Optional.empty();
        private String message = "";
        private List<Input> inputs = List.of();
        private LineageMarks marks = new LineageMarks();
        private Optional<WriterToken> token = Optional.empty();
        private Optional<String> summedBy = Optional.empty();
        private Function<PartitionSums, Optional<JsonNode>> detail = sums -> Optional.empty();
        private Optional<StateDetail> stateDetail = Optional.empty();

        private Builder(EntityName entity, String kind) {
            this.entity = entity;
            this.kind = kind;
        }

        public Builder protects(AliasName... aliases) {
            protectedAliases = List.of(aliases);
            return this;
        }

        public Builder mode(ManifestEdit.Mode wanted) {
            mode = wanted;
            return this;
        }

        public Builder partitionBy(Optional<List<String>> columns) {
            partitionBy = columns;
            return this;
        }

        public Builder files(List<SourceFile> sources) {
            files = sources;
            return this;
        }

        /** Adds files that were stored under the publish's txn by other means, such as an engine's writers. */
        public Builder records(Function<String, Iterable<FileEntry>> sortedByTxn) {
            records = Optional.of(sortedByTxn);
            return this;
        }

        /** The files that are meant go; there must be one, and each where they are named. */
        public Builder deleted(Optional<EntryFilter> files) {
            deleted = files;
            return this;
        }

        public Builder message(String text) {
            message = text;
            return this;
        }

        public Builder inputs(List<Input> versions) {
            inputs = versions;
            return this;
        }

        public Builder marks(LineageMarks before) {
            marks = before;
            return this;
        }

        public Builder token(Optional<WriterToken> writerToken) {
            token = writerToken;
            return this;
        }

        public Builder detail(Function<PartitionSums, Optional<JsonNode>> bySums) {
            detail = bySums;
            return this;
        }

        /** As {@link #detail(Function)}, made of the sums by that partition column. */
        public Builder detail(String column, Function<PartitionSums, Optional<JsonNode>> bySums) {
            summedBy = Optional.of(column);
            return detail(bySums);
        }

        public Builder stateDetail(StateDetail byStateBefore) {
            stateDetail = Optional.of(byStateBefore);
            return this;
        }

        public PublishPlan build() {
            return new PublishPlan(
                    entity,
                    kind,
                    protectedAliases,
                    mode,
                    partitionBy,
                    files,
                    records,
                    deleted,
                    message,
                    inputs,
                    marks,
                    token,
                    summedBy,
                    detail,
                    stateDetail);
        }
    }
}
