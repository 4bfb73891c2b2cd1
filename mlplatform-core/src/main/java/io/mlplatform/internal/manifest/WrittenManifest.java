package io.mlplatform.internal.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A version's manifest, ready to be committed once its documents are stored.
 *
 * @param root the root itself
 * @param content what the commit's {@code state.content} holds: the root, or the name of its document
 * @param reuses true where files or segments of the version before are part of it
 */
public record WrittenManifest(ObjectNode root, ObjectNode content, boolean reuses) {}
