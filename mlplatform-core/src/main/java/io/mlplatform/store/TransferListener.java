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

    /**
     * So many more bytes have come, or have arrived as a whole object or part on their way up, or were there already: ranges
     * that a killed download left, parts that a killed upload left, copies by the server. Of a download above 256 KiB what is
     * asked for again counts again, and so does all of an upload in parts that begins anew.
     */
    void transferred(long bytes);

    /** The bytes of this object have this digest; told before it is finished, of an {@link Upload} without a digest. */
    default void hashed(ObjectKey key, Digest sha256) {}

    /** This object is stored, or its file is verified and in place. */
    void finished(ObjectKey key);
}
