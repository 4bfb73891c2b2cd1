package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** Decides by the head of an answer where its body goes; hears of the request on its way, if it likes. */
@FunctionalInterface
public interface ResponseHandler {

    /** Called once, also for answers without a body. Its failure ends the request and the connection. */
    BodySink begin(ResponseHead head) throws IOException;

    /** Called each time some of the request has left. */
    default void sent() {}
}
