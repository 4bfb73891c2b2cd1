package io.mlplatform.internal.transfer;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;

/** An upload of one put, if-absent; its bytes are hashed as they leave. */
public final class WholeUpload extends SinglePiece {

    /** A store's put. */
    @FunctionalInterface
    public interface Put {
        PutOutcome put(ObjectKey key, Content content, PutCondition condition);
    }

    private final Upload upload;
    private final String resource;
    private final Put store;
    private final ObjectSource source;
    private final Requests requests;
    private final TransferListener listener;

    /**
     * @param held bytes of the budget
     * @param source of the same store, to look at what is there already
     */
    public WholeUpload(
            Upload upload,
            String resource,
            long held,
            Put store,
            ObjectSource source,
            Requests requests,
            TransferListener listener) {
        super(held, upload.content().length());
        this.upload = upload;
        this.resource = resource;
        this.store = store;
        this.source = source;
        this.requests = requests;
        this.listener = listener;
    }

    @Override
    public void transfer() throws Exception {
        long length = upload.content().length();
        Requests.File file = requests.file(resource, TransferDirection.UP);
        HashedContent content = HashedContent.of(upload, resource);
        PutOutcome outcome;
        try (Requests.InFlight request = requests.request(resource, TransferDirection.UP)) {
            outcome = store.put(upload.key(), content, PutCondition.ifAbsent());
            request.succeeded(length);
        }
        if (outcome instanceof PutOutcome.ConditionNotMet) {
            SameBytes.require(upload.key(), content, resource, source);
        }
        listener.transferred(length);
        file.finished(length);
        if (upload.sha256().isEmpty()) {
            listener.hashed(upload.key(), content.sha256());
        }
        listener.finished(upload.key());
    }
}
