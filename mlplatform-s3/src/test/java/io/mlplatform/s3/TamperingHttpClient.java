package io.mlplatform.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** An HTTP client that remembers its requests, answers some itself, and loses the server's answer to others. */
final class TamperingHttpClient implements SdkHttpClient {

    /** What happens, once, to a request. */
    private record Tampering(Predicate<SdkHttpRequest> to, Optional<SdkHttpResponse> answer, String body) {}

    /** Puts of a whole object; not of a part. */
    static final Predicate<SdkHttpRequest> PUT_OBJECT = request -> request.method() == SdkHttpMethod.PUT
            && !request.rawQueryParameters().containsKey("uploadId");

    static final Predicate<SdkHttpRequest> COMPLETE_UPLOAD = request -> request.method() == SdkHttpMethod.POST
            && request.rawQueryParameters().containsKey("uploadId");

    static final Predicate<SdkHttpRequest> COPY_PART =
            request -> request.firstMatchingHeader("x-amz-copy-source").isPresent();

    private final SdkHttpClient real = ApacheHttpClient.builder().build();
    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Tampering> tamperings = new ArrayList<>();
    private final List<Map.Entry<Predicate<SdkHttpRequest>, Runnable>> events = new ArrayList<>();
    private final List<Map.Entry<Predicate<SdkHttpRequest>, UnaryOperator<ExecutableHttpRequest>>> changes =
            new ArrayList<>();

    /** The next such request is answered so, and never reaches the server. */
    synchronized void answer(Predicate<SdkHttpRequest> request, SdkHttpResponse response, String body) {
        tamperings.add(new Tampering(request, Optional.of(response), body));
    }

    /** The next such requests are refused with this error, and never reach the server. */
    void refuse(Predicate<SdkHttpRequest> request, int status, String code, int times) {
        SdkHttpResponse response = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("x-amz-request-id", "TAMPERED")
                .build();
        for (int i = 0; i < times; i++) {
            answer(request, response, "<Error><Code>" + code + "</Code><Message>as the test wants</Message></Error>");
        }
    }

    /** The next such request takes effect, but its answer does not arrive. */
    synchronized void loseAnswer(Predicate<SdkHttpRequest> request) {
        tamperings.add(new Tampering(request, Optional.empty(), ""));
    }

    /** Something happens on the server's side right before the next such request gets there. */
    synchronized void precede(Predicate<SdkHttpRequest> request, Runnable event) {
        events.add(Map.entry(request, event));
    }

    /** The next such request goes over as this makes it. */
    synchronized void change(Predicate<SdkHttpRequest> request, UnaryOperator<ExecutableHttpRequest> change) {
        changes.add(Map.entry(request, change));
    }

    List<SdkHttpRequest> requests() {
        return requests;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        requests.add(request.httpRequest());
        event(request.httpRequest()).ifPresent(Runnable::run);
        Optional<Tampering> tampering = take(request.httpRequest());
        ExecutableHttpRequest original = changed(request.httpRequest()).apply(real.prepareRequest(request));
        if (tampering.isEmpty()) {
            return original;
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                Optional<SdkHttpResponse> answer = tampering.get().answer();
                if (answer.isEmpty()) {
                    original.call();
                    original.abort();
                    throw new IOException("the answer is lost, as the test wants");
                }
                byte[] body = tampering.get().body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(answer.get())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {
                original.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    private synchronized Optional<Runnable> event(SdkHttpRequest request) {
        Optional<Map.Entry<Predicate<SdkHttpRequest>, Runnable>> next =
                events.stream().filter(event -> event.getKey().test(request)).findFirst();
        next.ifPresent(events::remove);
        return next.map(Map.Entry::getValue);
    }

    private synchronized UnaryOperator<ExecutableHttpRequest> changed(SdkHttpRequest request) {
        Optional<Map.Entry<Predicate<SdkHttpRequest>, UnaryOperator<ExecutableHttpRequest>>> next =
                changes.stream().filter(change -> change.getKey().test(request)).findFirst();
        next.ifPresent(changes::remove);
        return next.map(Map.Entry::getValue).orElse(UnaryOperator.identity());
    }

    private synchronized Optional<Tampering> take(SdkHttpRequest request) {
        Optional<Tampering> next = tamperings.stream()
                .filter(tampering -> tampering.to().test(request))
                .findFirst();
        next.ifPresent(tamperings::remove);
        return next;
    }
}
