package io.mlplatform.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Requests in trouble. */
final class ChangedRequests {

    private ChangedRequests() {}

    /** Its body breaks off after so many bytes. */
    static ExecutableHttpRequest broken(ExecutableHttpRequest original, int after) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = original.call();
                AbortableInputStream body = response.responseBody().orElseThrow();
                return HttpExecuteResponse.builder()
                        .response(response.httpResponse())
                        .responseBody(AbortableInputStream.create(cut(body, after), body))
                        .build();
            }

            @Override
            public void abort() {
                original.abort();
            }
        };
    }

    /** It is never answered: only giving it up ends it. */
    static ExecutableHttpRequest stuck() {
        CountDownLatch aborted = new CountDownLatch(1);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                boolean waiting = true;
                while (waiting) {
                    try {
                        aborted.await();
                        waiting = false;
                    } catch (InterruptedException e) {
                        // As a socket, which heeds no interrupt.
                        waiting = true;
                    }
                }
                throw new IOException("aborted");
            }

            @Override
            public void abort() {
                aborted.countDown();
            }
        };
    }

    private static InputStream cut(InputStream body, int after) {
        return new FilterInputStream(body) {
            private int left = after;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                    throw new IOException("the connection was reset, as the test wants");
                }
                int count = super.read(buffer, offset, Math.min(length, left));
                left -= count;
                return count;
            }
        };
    }
}
