package io.mlplatform.testkit.broken;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Bulk uploads that lose, overwrite or believe. */
final class BrokenUploads {

    private BrokenUploads() {}

    static ObjectStore losingOne(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(Items.without(99, uploads), listener);
            }
        };
    }

    static ObjectStore refusingRepeated(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(Items.each(uploads, upload -> absent(this, upload)), listener);
            }
        };
    }

    static ObjectStore overwriting(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(
                        Items.each(uploads, upload -> {
                            delete(List.of(upload.key()));
                            return upload;
                        }),
                        listener);
            }
        };
    }

    static ObjectStore believing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(
                        Items.each(
                                uploads,
                                upload -> new Upload(upload.key(), upload.content(), digest(upload.content()))),
                        listener);
            }
        };
    }

    static ObjectStore holdingAll(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(Items.held(uploads), listener);
            }
        };
    }

    private static Upload absent(ObjectStore store, Upload upload) {
        if (store.head(upload.key()).isPresent()) {
            throw new AlreadyExistsException(store.location() + "/" + upload.key(), "something is there");
        }
        return upload;
    }

    private static Digest digest(Content content) {
        try (InputStream in = content.open()) {
            return Digest.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
