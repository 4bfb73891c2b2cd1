package io.mlplatform.s3.provision;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Counts requests, and fails one of them: before it takes effect, or after. From there on it fails all. */
final class CountedHttp implements SdkHttpClient {

    /** Where in a request a process ends. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final SdkHttpClient server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final int last;
    private final Moment moment;

    /** Fails none. */
    CountedHttp(SdkHttpClient server) {
        this(server, Integer.MAX_VALUE, Moment.BEFORE);
    }

    CountedHttp(SdkHttpClient server, int last, Moment moment) {
        this.server = server;
        this.last = last;
        this.moment = moment;
    }

    int requests() {
        return requests.get();
    }

    /** Those that change something. */
    int writes() {
        return writes.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = server.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                int number = requests.incrementAndGet();
                if (number > last || number == last && moment == Moment.BEFORE) {
                    throw new IOException("the process has ended, as the test wants");
                }
                if (isWrite(request.httpRequest(), request)) {
                    writes.incrementAndGet();
                }
                HttpExecuteResponse response = prepared.call();
                if (number == last) {
                    prepared.abort();
                    throw new IOException("the process has ended after its request, as the test wants");
                }
                return response;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {}

    // IAM's requests are all POST; what reads says so in its action.
    private static boolean isWrite(SdkHttpRequest request, HttpExecuteRequest whole) {
        if (request.method() != SdkHttpMethod.POST) {
            return request.method() != SdkHttpMethod.GET && request.method() != SdkHttpMethod.HEAD;
        }
        String action = Forms.parse(whole).getOrDefault("Action", "");
        return !action.startsWith("Get") && !action.startsWith("List");
    }
}
