package io.mlplatform.internal.publish;

import io.mlplatform.store.Content;

/**
 * A file to be published.
 *
 * @param path its path within the version
 */
public record SourceFile(String path, Content content) {}
