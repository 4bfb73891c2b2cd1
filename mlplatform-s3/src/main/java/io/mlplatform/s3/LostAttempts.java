package io.mlplatform.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The attempts that the SDK's client makes at one put, of which it tells no more than the number. One that ends without an
 * answer may have taken effect, but not where its body had not left whole: a server that refuses early and hangs up has
 * stored nothing. Used by one thread.
 */
final class LostAttempts {

    private static final ThreadLocal<LostAttempts> CURRENT = new ThreadLocal<>();

    private final List<Attempt> attempts = new ArrayList<>();

    /** Runs a request of the SDK's client, whose attempts count here. */
    <T> T during(Supplier<T> request) {
        CURRENT.set(this);
        try {
            return request.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** Whether an attempt was seen: those of a client that others made are not. */
    boolean areSeen() {
        return !attempts.isEmpty();
    }

    /** How many may have taken effect without an answer that can be relied on. */
    int count() {
        return (int) attempts.stream().filter(Attempt::mayHaveTakenEffect).count();
    }

    /** A request of this thread, watched where its attempts count. */
    static ExecutableHttpRequest prepare(SdkHttpClient http, HttpExecuteRequest request) {
        LostAttempts current = CURRENT.get();
        return current == null ? http.prepareRequest(request) : current.watched(http, request);
    }

    private ExecutableHttpRequest watched(SdkHttpClient http, HttpExecuteRequest request) {
        Attempt attempt = new Attempt(request);
        attempts.add(attempt);
        ExecutableHttpRequest prepared = http.prepareRequest(attempt.request());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = prepared.call();
                int status = response.httpResponse().statusCode();
                attempt.refused = status >= 300 && status < 500;
                return response;
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static final class Attempt {

        private final HttpExecuteRequest request;
        private long left;
        private boolean refused;

        Attempt(HttpExecuteRequest request) {
            this.request = request;
            this.left = request.httpRequest()
                    .firstMatchingHeader("Content-Length")
                    .map(Long::parseLong)
                    .orElse(0L);
        }

        boolean mayHaveTakenEffect() {
            return !refused && left <= 0;
        }

        /** The request, whose body is counted on its way. */
        HttpExecuteRequest request() {
            HttpExecuteRequest.Builder counted = HttpExecuteRequest.builder()
                    .request(request.httpRequest())
                    .metricCollector(request.metricCollector().orElse(null));
            request.contentStreamProvider()
                    .<ContentStreamProvider>map(body -> () -> counted(body.newStream()))
                    .ifPresent(counted::contentStreamProvider);
            return counted.build();
        }

        private InputStream counted(InputStream body) {
            return new FilterInputStream(body) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    left -= read < 0 ? 0 : 1;
                    return read;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = super.read(bytes, offset, length);
                    left -= Math.max(0, count);
                    return count;
                }
            };
        }
    }
}
