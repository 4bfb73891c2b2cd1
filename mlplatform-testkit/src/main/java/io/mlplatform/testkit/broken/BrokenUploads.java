package io.mlplatform.testkit.broken;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
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
                        Items.each(uploads, upload -> upload.sha256().isEmpty() ? upload : believed(upload)), listener);
            }
        };
    }

    static ObjectStore hashingWithoutTheEnd(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(Iterable<Upload> uploads, TransferListener listener) {
                super.upload(uploads, new TransferListener() {
                    @Override
                    public void transferred(long bytes) {
                        listener.transferred(bytes);
                    }

                    @Override
                    public void hashed(ObjectKey key, Digest sha256) {
                        listener.hashed(key, withoutTheEnd(store, key));
                    }

                    @Override
                    public void finished(ObjectKey key) {
                        listener.finished(key);
                    }
                });
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

    private static Digest withoutTheEnd(ObjectStore store, ObjectKey key) {
        try (GetOutcome outcome = store.get(key, ByteRange.ALL, GetCondition.always())) {
            byte[] bytes = ((GetOutcome.Found) outcome).body().readAllBytes();
            return Digest.of(Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Upload absent(ObjectStore store, Upload upload) {
        if (store.head(upload.key()).isPresent()) {
            throw new AlreadyExistsException(store.location() + "/" + upload.key(), "something is there");
        }
        return upload;
    }

    private static Upload believed(Upload upload) {
        return new Upload(upload.key(), upload.content(), digest(upload.content()));
    }

    private static Digest digest(Content content) {
        try (InputStream in = content.open()) {
            return Digest.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
