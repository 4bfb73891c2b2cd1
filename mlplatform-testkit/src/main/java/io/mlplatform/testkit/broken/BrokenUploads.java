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
            public void upload(List<Upload> uploads, TransferListener listener) {
                super.upload(uploads.size() < 100 ? uploads : uploads.subList(1, uploads.size()), listener);
            }
        };
    }

    static ObjectStore refusingRepeated(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(List<Upload> uploads, TransferListener listener) {
                for (Upload upload : uploads) {
                    if (head(upload.key()).isPresent()) {
                        throw new AlreadyExistsException(location() + "/" + upload.key(), "something is there");
                    }
                }
                super.upload(uploads, listener);
            }
        };
    }

    static ObjectStore overwriting(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(List<Upload> uploads, TransferListener listener) {
                delete(uploads.stream().map(Upload::key).toList());
                super.upload(uploads, listener);
            }
        };
    }

    static ObjectStore believing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void upload(List<Upload> uploads, TransferListener listener) {
                super.upload(
                        uploads.stream()
                                .map(upload -> new Upload(upload.key(), upload.content(), digest(upload.content())))
                                .toList(),
                        listener);
            }
        };
    }

    private static Digest digest(Content content) {
        try (InputStream in = content.open()) {
            return Digest.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
