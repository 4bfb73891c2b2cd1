package io.mlplatform.s3.processes;

import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;

/** A store that notes the phase of the one publish that goes through it. */
final class PhaseStore extends DelegatingObjectStore {

    private final PhaseFile phases;

    PhaseStore(ObjectStore delegate, PhaseFile phases) {
        super(delegate);
        this.phases = phases;
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        phases.advance(Phase.STAGING);
        super.upload(uploads, new TransferListener() {
            @Override
            public void transferred(long bytes) {
                listener.transferred(bytes);
            }

            @Override
            public void hashed(ObjectKey key, Digest sha256) {
                listener.hashed(key, sha256);
            }

            @Override
            public void finished(ObjectKey key) {
                if (key.value().contains("/data/")) {
                    phases.advance(Phase.STAGED);
                }
                listener.finished(key);
            }
        });
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        if (key.value().contains("/_log/")) {
            phases.advance(Phase.COMMITTING);
            PutOutcome outcome = super.put(key, content, condition);
            if (outcome instanceof PutOutcome.Stored) {
                phases.advance(Phase.COMMITTED);
            }
            return outcome;
        }
        if (key.value().contains("/_versions/")) {
            // Before the commit it is the index of the version before, completed for another process.
            phases.advance(Phase.COMMITTED, Phase.INDEXING);
            PutOutcome outcome = super.put(key, content, condition);
            phases.advance(Phase.INDEXING, Phase.INDEXED);
            return outcome;
        }
        return super.put(key, content, condition);
    }
}
