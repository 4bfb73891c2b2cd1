package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BodySink;
import io.mlplatform.store.ObjectInfo;
import java.io.IOException;

/** Takes the bytes of a range, from its beginning; begun again where the request is repeated. */
@FunctionalInterface
interface RangeReceiver {

    /** @param info of the whole object */
    BodySink begin(ObjectInfo info) throws IOException;
}
