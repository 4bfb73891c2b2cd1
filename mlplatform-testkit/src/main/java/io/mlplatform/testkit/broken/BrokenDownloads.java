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

/** Bulk downloads that lose or believe. */
final class BrokenDownloads {

    private BrokenDownloads() {}

    static ObjectStore losingOne(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(Iterable<Download> downloads, TransferListener listener) {
                super.download(Items.without(49, downloads), listener);
            }
        };
    }

    static ObjectStore believing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(Iterable<Download> downloads, TransferListener listener) {
                super.download(Items.each(downloads, download -> asStored(this, download)), listener);
            }
        };
    }

    static ObjectStore passingOverTheAbsent(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(Iterable<Download> downloads, TransferListener listener) {
                super.download(
                        Items.only(downloads, download -> head(download.key()).isPresent()), listener);
            }
        };
    }

    static ObjectStore replacing(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(Iterable<Download> downloads, TransferListener listener) {
                super.download(
                        Items.each(
                                downloads,
                                asked -> new Download(asked.key(), asked.size(), asked.sha256(), asked.target())),
                        listener);
            }
        };
    }

    static ObjectStore holdingAll(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public void download(Iterable<Download> downloads, TransferListener listener) {
                super.download(Items.held(downloads), listener);
            }
        };
    }

    private static Download asStored(ObjectStore store, Download download) {
        try (GetOutcome outcome = store.get(download.key(), ByteRange.ALL, GetCondition.always())) {
            if (outcome instanceof GetOutcome.Found found) {
                Digest digest = Digest.of(found.body().readAllBytes());
                return new Download(
                        download.key(), found.info().size(), digest, download.target(), download.placement());
            }
            return download;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
