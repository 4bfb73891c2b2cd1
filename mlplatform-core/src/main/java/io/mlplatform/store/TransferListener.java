package io.mlplatform.store;

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

    /** This object is stored, or its file is verified and in place. */
    void finished(ObjectKey key);
}
