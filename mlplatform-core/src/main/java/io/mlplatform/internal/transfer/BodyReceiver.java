package io.mlplatform.internal.transfer;

import io.mlplatform.store.ObjectInfo;
import java.io.IOException;

/** Who gets the bytes of a range; begun again, from the range's first byte, where the request is repeated. */
@FunctionalInterface
public interface BodyReceiver {

    /** @param info of the whole object */
    ByteSink begin(ObjectInfo info) throws IOException;
}
