package io.mlplatform.s3;

import io.mlplatform.internal.transfer.CancelSignal;
import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client whose requests end when nobody wants them any more: a blocked read of a socket heeds no interrupt. */
final class AbortableHttpClient implements SdkHttpClient {

    private final SdkHttpClient http;

    /** @param http closed with this one */
    AbortableHttpClient(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = LostAttempts.prepare(http, request);
        CancelSignal signal = CancelSignal.current();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                requireWanted(signal);
                signal.onCancel(prepared::abort);
                try {
                    return prepared.call();
                } catch (IOException e) {
                    // The SDK would send it again.
                    requireWanted(signal);
                    throw e;
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private static void requireWanted(CancelSignal signal) {
        if (signal.isCancelled()) {
            throw AbortedException.create("nobody wants the answer any more");
        }
    }
}
