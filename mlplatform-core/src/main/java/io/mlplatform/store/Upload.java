package io.mlplatform.store;

import io.mlplatform.Digest;

/**
 * One object of a bulk upload.
 *
 * @param sha256 of the content, computed before; content that turns out different fails the upload. What was read here is
 *     then not stored; a {@link StoredContent} that the store copied by itself may be left under the key
 */
public record Upload(ObjectKey key, Content content, Digest sha256) {}
