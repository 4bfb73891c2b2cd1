package io.mlplatform.store;

import io.mlplatform.Digest;

/**
 * One object of a bulk upload.
 *
 * @param sha256 of the content, computed before; content that turns out different is not stored
 */
public record Upload(ObjectKey key, Content content, Digest sha256) {}
