package io.mlplatform.pipelines;

import java.io.Serializable;
import java.util.Optional;

/**
 * What lies at the fixed key that CodePipeline watches.
 *
 * @param version the number of the source revision
 * @param etag the object's, as the store told it
 * @param storeVersion the object's version id, by which CodePipeline names a source; empty where the store keeps none
 */
public record SourceExport(long version, String etag, String storeVersion) implements Serializable {

    /** The version id, where the store keeps versions. */
    public Optional<String> versionId() {
        return storeVersion.isEmpty() ? Optional.empty() : Optional.of(storeVersion);
    }

    @Override
    public String toString() {
        return "@" + version + versionId().map(id -> ", version id " + id).orElse("") + ", etag " + etag;
    }
}
