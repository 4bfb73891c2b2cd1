package io.mlplatform.testkit.broken;

import io.mlplatform.Digest;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.TransferListener;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Bulk downloads that lose or believe. */
final class BrokenDownloads {

    private BrokenDownloads() {}

    static ObjectStore losingOne(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(List<Download> downloads, TransferListener listener) {
                super.download(downloads.size() < 50 ? downloads : downloads.subList(1, downloads.size()), listener);
            }
        };
    }

    static ObjectStore believing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(List<Download> downloads, TransferListener listener) {
                super.download(
                        downloads.stream()
                                .map(download -> asStored(this, download))
                                .toList(),
                        listener);
            }
        };
    }

    static ObjectStore passingOverTheAbsent(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(List<Download> downloads, TransferListener listener) {
                super.download(
                        downloads.stream()
                                .filter(download -> head(download.key()).isPresent())
                                .toList(),
                        listener);
            }
        };
    }

    private static Download asStored(ObjectStore store, Download download) {
        try (GetOutcome outcome = store.get(download.key(), ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                Digest digest = Digest.of(found.body().readAllBytes());
                return new Download(download.key(), found.info().size(), digest, download.target());
            }
            return download;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
