package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.ManifestEdit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a draft wants to become.
 *
 * @param kind of the entity, should it not exist yet
 * @param protectedAliases of the entity, should it not exist yet
 * @param partitionBy empty where the draft leaves it to the versions before
 * @param deleted paths, in mode {@code delete} only
 * @param detail what the face stores with the commit, by the content that the version gets
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
        Set<String> deleted,
        String message,
        List<Input> inputs,
        LineageMarks marks,
        Optional<WriterToken> token,
        Function<Manifest, Optional<JsonNode>> detail,
        Optional<StateDetail> stateDetail) {

    public PublishPlan {
        protectedAliases = List.copyOf(protectedAliases);
        files = List.copyOf(files);
        deleted = Set.copyOf(deleted);
        inputs = List.copyOf(inputs);
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
        private Collection<String> deleted = Set.of();
        private String message = "";
        private List<Input> inputs = List.of();
        private LineageMarks marks = new LineageMarks();
        private Optional<WriterToken> token = Optional.empty();
        private Function<Manifest, Optional<JsonNode>> detail = manifest -> Optional.empty();
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

        public Builder deleted(Collection<String> paths) {
            deleted = paths;
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

        public Builder detail(Function<Manifest, Optional<JsonNode>> byContent) {
            detail = byContent;
            return this;
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
                    Set.copyOf(deleted),
                    message,
                    inputs,
                    marks,
                    token,
                    detail,
                    stateDetail);
        }
    }
}
