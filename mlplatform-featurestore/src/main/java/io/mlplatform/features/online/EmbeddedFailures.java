package io.mlplatform.features.online;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Turns the file's failures into ours. */
final class EmbeddedFailures {

    /** Work on the file. */
    interface Call<T> {
        T run();
    }

    private EmbeddedFailures() {}

    static <T> T told(Path file, Call<T> work) {
        try {
            return work.run();
        } catch (MVStoreException e) {
            throw of(file, e);
        }
    }

    static MlPlatformException of(Path file, MVStoreException e) {
        String name = "'" + file + "'";
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new ConflictException(
                        name,
                        "is open already, in another process or in this one, and takes one at a time: close it there,"
                                + " share that store, or use a file for each",
                        e);
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                new DataCorruptException(
                        name, "is no online store, or is damaged: move it away and materialize the groups again", e);
            default ->
                new StorageUnavailableException(
                        name,
                        "cannot be read or written (" + e.getMessage() + "): check the disk, then open it again",
                        e);
        };
    }
}
