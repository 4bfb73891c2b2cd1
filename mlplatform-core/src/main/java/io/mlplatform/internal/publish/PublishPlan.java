package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.ManifestEdit;
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
        Optional<WriterToken> token,
        Function<Manifest, Optional<JsonNode>> detail) {}
