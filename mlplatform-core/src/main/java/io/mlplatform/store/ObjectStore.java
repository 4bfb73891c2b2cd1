package io.mlplatform.store;

import java.util.Collection;
import java.util.Optional;

/**
 * All that a backend must do: one bucket, one folder, or memory. Strongly consistent per key, as S3 is. Thread-safe.
 *
 * <p>"Condition not met" and "absent" are results. Exceptions are failures: {@code AccessDeniedException},
 * {@code NotFoundException} (the bucket itself is missing), {@code StorageUnavailableException} (no usable answer: a put
 * may or may not have taken effect), {@code DataCorruptException} (content differs from its announced digest).
 *
 * <p>An interrupt of the calling thread ends a call as {@code StorageUnavailableException}, with the interrupt status set;
 * {@link #upload} and {@link #download} wait before, for 5 s at most, until what they began is cleaned up. {@link #close()} in
 * another thread ends them as {@code IllegalStateException}, if they have not ended by themselves.
 *
 * <p>The contract is written as tests: {@code ObjectStoreContract} in {@code mlplatform-testkit}.
 */
public interface ObjectStore extends AutoCloseable {

    /** Where this store is, for messages: {@code s3://bucket}, {@code file:///folder}, {@code mem:}. No secret. */
    String location();

    /** What is known of the object, or empty. */
    Optional<ObjectInfo> head(ObjectKey key);

    /** The object's bytes in {@code range}; the caller closes the outcome. A range past the end has no bytes. */
    GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition);

    /**
     * Stores the whole content or nothing. A condition is checked by the store in the same step, never by a look
     * beforehand; of many puts if-absent to one key exactly one is stored.
     */
    PutOutcome put(ObjectKey key, Content content, PutCondition condition);

    /**
     * One page of the keys that begin with {@code prefix} and sort after {@code startAfter}.
     *
     * @param startAfter a key, a {@link Listing#next()}, or empty for the first page
     * @param max 1 to 1,000: objects and folders together
     */
    Listing list(String prefix, String startAfter, Delimiter delimiter, int max);

    /** Deletes these objects; absent ones are no failure. Where one cannot be deleted the others still are. */
    void delete(Collection<ObjectKey> keys);

    /**
     * Stores many objects if-absent, in parallel. An object that is there with the same bytes counts as stored, with
     * others it is an {@code AlreadyExistsException}. Returns when all are stored; on a failure some may be.
     *
     * @param uploads read once, in the calling thread and as they are needed: at most 10,000 are held at a time. A failure to
     *     read them ends the call as any other
     */
    void upload(Iterable<Upload> uploads, TransferListener listener);

    /**
     * Fetches many objects into files, in parallel; each is written under a temporary name beside its target, verified
     * by size and digest, then renamed as its {@link Placement} has it. Returns when all are in place; on a failure
     * some may be, each whole.
     *
     * @param downloads read as by {@link #upload}
     */
    void download(Iterable<Download> downloads, TransferListener listener);

    /** What this backend promises. */
    Capabilities capabilities();

    /** Frees threads and connections; the store is not used afterwards. Idempotent. */
    @Override
    void close();
}
