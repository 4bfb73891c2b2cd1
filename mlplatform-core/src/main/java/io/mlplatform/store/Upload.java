package io.mlplatform.store;

import io.mlplatform.Digest;
import java.util.Optional;

/**
 * One object of a bulk upload.
 *
 * @param sha256 of the content, where it is known before; content that turns out different fails the upload, unless {@link
 *     Verification#SIZE} has it believed. What was read here is then not stored; a {@link StoredContent} that the store copied
 *     by itself may be left under the key. Empty: the upload tells it by {@link TransferListener#hashed}
 */
public record Upload(ObjectKey key, Content content, Optional<Digest> sha256) {

    /** Of a content whose digest is known. */
    public Upload(ObjectKey key, Content content, Digest sha256) {
        this(key, content, Optional.of(sha256));
    }

    /** Of a content whose digest is told while it goes up, which saves reading it beforehand. */
    public Upload(ObjectKey key, Content content) {
        this(key, content, Optional.empty());
    }
}
