package io.mlplatform.internal.transfer;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetOutcome;
import java.io.IOException;

/**
 * What a download is held to.
 *
 * @param resource the object, for messages
 */
public record DownloadCheck(Download download, String resource, DownloadRules rules) {

    /** The object has as many bytes as the manifest says. */
    public void size(long actual) {
        if (actual != download.size()) {
            throw wrongSize(Long.toString(actual));
        }
    }

    /** No further bytes come than the manifest says. */
    void within(long soFar) {
        if (soFar > download.size()) {
            throw wrongSize("more");
        }
    }

    /** The bytes are those that the manifest means. */
    public void digest(Digest actual) {
        if (!actual.equals(download.sha256())) {
            throw new DataCorruptException(
                    resource,
                    "its SHA-256 is " + actual + " where the manifest says " + download.sha256()
                            + ": it was changed in the store; restore it, or publish a new version");
        }
    }

    /** The object was there, and the one that was meant. */
    public GetOutcome.Found found(GetOutcome outcome) {
        if (outcome instanceof GetOutcome.Found found) {
            return found;
        }
        if (outcome instanceof GetOutcome.ConditionNotMet) {
            throw new StorageUnavailableException(resource, "the object was replaced while it was fetched: call again");
        }
        throw new NotFoundException(resource, "the object is gone: verify the version that names it");
    }

    /** The failure of a file that could not be written. */
    public StorageUnavailableException unwritten(IOException e) {
        return new StorageUnavailableException(
                resource, "could not be fetched to " + download.target() + ": " + e.getMessage(), e);
    }

    private DataCorruptException wrongSize(String bytes) {
        return new DataCorruptException(
                resource,
                "it has " + bytes + " bytes where the manifest says " + download.size()
                        + ": it was truncated or replaced; restore it, or publish a new version");
    }
}
