package io.mlplatform.s3;

import io.mlplatform.internal.transfer.ByteSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Hands the body of an asynchronous get to a sink, buffer by buffer, in the threads of the client; begun again where the
 * client repeats the request. What the sink refuses ends it for good.
 */
final class PushedBody implements AsyncResponseTransformer<GetObjectResponse, GetObjectResponse> {

    /** Where a body goes, which begins. */
    @FunctionalInterface
    interface Start {
        ByteSink begin(GetObjectResponse response) throws Exception;
    }

    private final Start start;
    private volatile CompletableFuture<GetObjectResponse> attempt = new CompletableFuture<>();
    private volatile @Nullable GetObjectResponse response;
    private volatile @Nullable Exception refusal;
    private volatile long bytes;

    PushedBody(Start start) {
        this.start = start;
    }

    /** What the receiver failed with, which the client may have wrapped. */
    @Nullable
    Exception refusal() {
        return refusal;
    }

    /** Of the object, in the last attempt. */
    long bytes() {
        return bytes;
    }

    @Override
    public CompletableFuture<GetObjectResponse> prepare() {
        CompletableFuture<GetObjectResponse> begun = new CompletableFuture<>();
        attempt = begun;
        bytes = 0;
        return begun;
    }

    @Override
    public void onResponse(GetObjectResponse answer) {
        response = answer;
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        publisher.subscribe(new Taking(attempt));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        attempt.completeExceptionally(error);
    }

    private final class Taking implements Subscriber<ByteBuffer> {

        private final CompletableFuture<GetObjectResponse> done;
        private @Nullable Subscription subscription;
        private @Nullable ByteSink sink;
        private long taken;

        Taking(CompletableFuture<GetObjectResponse> done) {
            this.done = done;
        }

        @Override
        public void onSubscribe(Subscription begun) {
            subscription = begun;
            GetObjectResponse head = response;
            if (head == null || refusal != null) {
                refuse(new IllegalStateException("the body of an answer that was refused"));
                return;
            }
            try {
                sink = start.begin(head);
                begun.request(1);
            } catch (Exception e) {
                refuse(e);
            }
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            if (sink == null || done.isDone()) {
                return;
            }
            try {
                taken += buffer.remaining();
                bytes = taken;
                sink.accept(buffer);
                if (subscription != null) {
                    subscription.request(1);
                }
            } catch (Exception e) {
                refuse(e);
            }
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            done.complete(response);
        }

        private void refuse(Exception e) {
            if (refusal == null) {
                refusal = e;
            }
            if (subscription != null) {
                subscription.cancel();
            }
            done.completeExceptionally(e);
        }
    }
}
