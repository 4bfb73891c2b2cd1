package io.mlplatform.store;

import io.mlplatform.Digest;

/** Hears of a bulk transfer as it goes; called from the transfer's threads, so it is thread-safe and quick. */
public interface TransferListener {

    /** Hears nothing. */
    TransferListener SILENT = new TransferListener() {
        @Override
        public void transferred(long bytes) {}

        @Override
        public void finished(ObjectKey key) {}
    };

    /** So many more bytes have gone over; a repeated part counts again. */
    void transferred(long bytes);

    /** The bytes of this object have this digest; told before it is finished, of an {@link Upload} without a digest. */
    default void hashed(ObjectKey key, Digest sha256) {}

    /** This object is stored, or its file is verified and in place. */
    void finished(ObjectKey key);
}
