package io.mlplatform.s3;

import io.mlplatform.s3.ScriptedBucket.Answer;
import io.mlplatform.s3.ScriptedServer.Script;
import java.util.function.UnaryOperator;

/** What a server may do with a request that it was sent to store something. */
final class UploadScripts {

    static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static final int SOME_BYTES = 1 << 20;

    private UploadScripts() {}

    /** Stores, and sends this of the honest answer. */
    static Script stores(UnaryOperator<Answer> change) {
        return request -> request.send(change.apply(request.effect()).text());
    }

    /** Stores, and answers with this framing and this body. */
    static Script framed(String framing, String body) {
        return request -> request.send(request.effect().head(framing) + body);
    }

    /** Stores, and sends this whatever came of it. */
    static Script storesAndSays(String text) {
        return request -> {
            request.effect();
            request.send(text);
        };
    }

    /** Reads all and stores nothing. */
    static Script refuses(int status, String code) {
        return refuses(status, code, "");
    }

    /** @param headers whole lines */
    static Script refuses(int status, String code, String headers) {
        return request -> {
            request.body();
            request.send(refusal(status, code, headers));
        };
    }

    /** Answers once it has the head. */
    static Script early(int status, String code, String headers) {
        return request -> request.send(refusal(status, code, headers));
    }

    /** Answers while the body comes in. */
    static Script middle(int status, String code, String headers) {
        return half().then(early(status, code, headers));
    }

    static Script half() {
        return request -> request.skip(SOME_BYTES);
    }

    /** Reads on, as a server does that wants its answer to be seen. */
    static Script readsOn() {
        return request -> {
            request.body();
            request.close();
        };
    }

    static String refusal(int status, String code, String headers) {
        String body = Answer.refusal(status, code).text();
        return body.replaceFirst("\r\n", "\r\n" + headers);
    }
}
