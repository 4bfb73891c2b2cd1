package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** Decides by the head of an answer where its body goes. */
@FunctionalInterface
public interface ResponseHandler {

    /** Called once, also for answers without a body. Its failure ends the request and the connection. */
    BodySink begin(ResponseHead head) throws IOException;
}
