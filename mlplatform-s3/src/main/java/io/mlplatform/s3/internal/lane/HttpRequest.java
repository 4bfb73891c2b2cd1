package io.mlplatform.s3.internal.lane;

import java.util.List;

/**
 * A request as it is sent. The lane adds {@code Content-Length} itself.
 *
 * @param method in capitals
 * @param target path and query, percent-encoded
 * @param headers the host among them; none about the framing of the body
 */
public record HttpRequest(String method, String target, List<Header> headers, RequestBody body) {

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    public static HttpRequest get(String target, List<Header> headers) {
        return new HttpRequest("GET", target, headers, RequestBody.none());
    }

    public static HttpRequest put(String target, List<Header> headers, RequestBody body) {
        return new HttpRequest("PUT", target, headers, body);
    }

    /** Whether it changes nothing, so that it may be sent again although the server may have seen it. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isHead() {
        return method.equals("HEAD");
    }
}
