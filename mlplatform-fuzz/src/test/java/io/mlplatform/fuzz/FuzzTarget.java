package io.mlplatform.fuzz;

import io.mlplatform.MlPlatformException;
import java.util.List;

/** A parser of what lies in a bucket, and documents that it takes. */
public interface FuzzTarget {

    /** Valid documents, from which the others are made. */
    List<byte[]> seeds();

    /** Reads the document as the library does, to its last part. */
    void read(byte[] document);

    /** True where {@code failure} is the one that a caller is told to expect. */
    default boolean isRefusal(Throwable failure) {
        return failure instanceof MlPlatformException;
    }

    /** True where seeds are JSON, so that their trees can be changed. */
    default boolean isJson() {
        return true;
    }
}
