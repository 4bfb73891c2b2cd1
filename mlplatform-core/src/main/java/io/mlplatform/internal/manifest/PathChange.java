package io.mlplatform.internal.manifest;

import java.util.Optional;

/**
 * A path at which two versions differ.
 *
 * @param before empty where the path was added
 * @param after empty where it was removed
 */
record PathChange(String path, Optional<FileEntry> before, Optional<FileEntry> after) {}
