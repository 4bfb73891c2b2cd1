package io.mlplatform.s3;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.TransferListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Fetches an object over the own lane in one request; its bytes are hashed as they pass, and the file then gets its name. */
final class LaneDownload {

    private final S3Bucket bucket;
    private final OwnLane lane;

    LaneDownload(S3Bucket bucket, OwnLane lane) {
        this.bucket = bucket;
        this.lane = lane;
    }

    /** @param download of one byte at least */
    void fetch(Download download, TransferListener listener) {
        String resource = bucket.resource(download.key());
        try (PartialFile partial = PartialFile.of(download.target())) {
            MessageDigest hash = Digest.sha256();
            try (FileChannel file = partial.channel()) {
                GetOutcome outcome = lane.get(
                        download.key(),
                        ByteRange.of(0, download.size()),
                        GetCondition.always(),
                        info -> begin(download, info, file, hash, listener));
                if (!(outcome instanceof GetOutcome.Found)) {
                    throw new NotFoundException(resource, "the object is gone: verify the version that names it");
                }
            }
            Digest actual = Digest.finish(hash);
            if (!actual.equals(download.sha256())) {
                throw new DataCorruptException(
                        resource,
                        "its SHA-256 is " + actual + " where the manifest says " + download.sha256()
                                + ": it was changed in the store; restore it, or publish a new version");
            }
            partial.moveToTarget();
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    resource, "could not be fetched to " + download.target() + ": " + e.getMessage(), e);
        }
        listener.finished(download.key());
    }

    private BodySink begin(
            Download download, ObjectInfo info, FileChannel file, MessageDigest hash, TransferListener listener)
            throws IOException {
        if (info.size() != download.size()) {
            throw new DataCorruptException(
                    bucket.resource(download.key()),
                    "it has " + info.size() + " bytes where the manifest says " + download.size()
                            + ": it was truncated or replaced; restore it, or publish a new version");
        }
        file.truncate(0).position(0);
        hash.reset();
        return bytes -> {
            listener.transferred(bytes.remaining());
            hash.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        };
    }
}
