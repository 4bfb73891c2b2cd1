package io.mlplatform.s3;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.transfer.BodyReceiver;
import io.mlplatform.internal.transfer.ByteSink;
import io.mlplatform.internal.transfer.CancelSignal;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.BufferedSplittableAsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.transfer.s3.model.DownloadRequest;
import software.amazon.awssdk.transfer.s3.model.UploadRequest;

/**
 * The bytes of a bucket's objects by the SDK's {@code S3TransferManager}, which repeats what failed on the way. Whatever it
 * says of a download is held to the manifest by whoever asked; of an upload nothing is sent to its end unless it is what was
 * announced. Its calls for whole folders are not used. Thread-safe.
 */
final class ManagedTransfers implements ObjectSource {

    /** The bytes of a part, at least, and of what is sent at once. */
    static final long PART_BYTES = 8L << 20;

    /** What an upload in parts holds at a time. */
    static final long HELD_BYTES = 4 * PART_BYTES;

    private final S3Bucket bucket;
    private final ManagedClient client;
    private final ObjectSource sdk;
    private final ConflictBudget conflicts;
    private final TransferResources resources;

    /** @param sdk asked where a refusal says too little */
    ManagedTransfers(
            S3Bucket bucket,
            ManagedClient client,
            ObjectSource sdk,
            ConflictBudget conflicts,
            TransferResources resources) {
        this.bucket = bucket;
        this.client = client;
        this.sdk = sdk;
        this.conflicts = conflicts;
        this.resources = resources;
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition, BodyReceiver receiver)
            throws Exception {
        try (Requests.InFlight request = resources.requests().request(bucket.resource(key), TransferDirection.DOWN)) {
            BodyCheck check = BodyCheck.of(bucket, key, range);
            PushedBody body = new PushedBody(response -> {
                ByteSink sink = receiver.begin(ObjectReader.info(bucket, key, range, response));
                check.begin(response.sdkHttpResponse()::firstMatchingHeader);
                return bytes -> {
                    check.next(bytes);
                    sink.accept(bytes);
                };
            });
            Optional<GetOutcome> outcome = download(key, range, condition, body);
            if (outcome.isPresent()) {
                check.requireSame();
                request.succeeded(outcome.get() instanceof GetOutcome.Found ? body.bytes() : 0);
                return outcome.get();
            }
        }
        return sdk.get(key, range, condition, receiver);
    }

    /** Puts an object, in parts where it is large; what is there is never replaced where the condition says so. */
    PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        PutObjectRequest request = SinglePut.request(bucket, key, condition);
        return conflicts.spend(bucket.resource(key), () -> attempt(key, request, content, condition));
    }

    /**
     * Whether it sends so many bytes. Parts go to AWS only: with other servers its engines fail, on S3Proxy over its answers
     * and on Ceph, for Netty, over the signatures of parts; and Ceph puts parts together over what is there.
     */
    boolean takes(long length) {
        return length <= PART_BYTES || bucket.settings().server() == S3Server.AWS;
    }

    /** How much of the byte budget a put of so many bytes takes. */
    static long held(long length) {
        return Math.min(length, HELD_BYTES);
    }

    private Optional<GetOutcome> download(ObjectKey key, ByteRange range, GetCondition condition, PushedBody body)
            throws Exception {
        GetObjectRequest request = ObjectReader.request(bucket, key, range, condition);
        try {
            GetObjectResponse response = await(
                            key,
                            client.get()
                                    .down()
                                    .download(DownloadRequest.builder()
                                            .getObjectRequest(request)
                                            .responseTransformer(body)
                                            .build())
                                    .completionFuture())
                    .result();
            ObjectInfo info = ObjectReader.info(bucket, key, range, response);
            return Optional.of(new GetOutcome.Found(info, InputStream.nullInputStream(), bucket.date(response)));
        } catch (SdkException e) {
            Exception refusal = body.refusal();
            if (refusal != null) {
                throw refusal;
            }
            int status = S3Failures.status(e);
            if (status == 412) {
                return Optional.of(new GetOutcome.ConditionNotMet(bucket.date(e)));
            }
            if (status == 403 || status == 404 || status == 416) {
                return Optional.empty();
            }
            throw failure(e, S3Action.READ, key);
        }
    }

    private Optional<PutOutcome> attempt(
            ObjectKey key, PutObjectRequest request, Content content, PutCondition condition) {
        try {
            PutObjectResponse response =
                    content.length() <= PART_BYTES ? whole(key, request, content) : parts(key, request, content);
            return Optional.of(SinglePut.stored(bucket, response));
        } catch (SdkException e) {
            if (S3Failures.isConditionNotMet(e, condition)) {
                return Optional.of(new PutOutcome.ConditionNotMet(bucket.date(e)));
            }
            if (S3Failures.isConflict(e) && !S3Failures.isRepeated(e)) {
                return Optional.empty();
            }
            throw failure(e, S3Action.WRITE, key);
        }
    }

    private PutObjectResponse whole(ObjectKey key, PutObjectRequest request, Content content) {
        byte[] bytes;
        try (ContentReader reader = new ContentReader(content, bucket.resource(key))) {
            bytes = reader.next(Math.toIntExact(content.length()));
            reader.requireEnd();
        }
        return send(key, request, AsyncRequestBody.fromBytesUnsafe(bytes));
    }

    private PutObjectResponse parts(ObjectKey key, PutObjectRequest request, Content content) {
        try (WatchedStream in = new WatchedStream(content.open())) {
            AsyncRequestBody stream = AsyncRequestBody.fromInputStream(in, content.length(), client.readers());
            try {
                // Of a plain stream no part could be sent again.
                return send(
                        key,
                        request,
                        client.engine() == AsyncEngine.CRT
                                ? stream
                                : BufferedSplittableAsyncRequestBody.create(stream));
            } catch (SdkException e) {
                in.rethrow();
                throw e;
            }
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    bucket.resource(key),
                    "its source could not be read (" + e.getMessage() + "): see to it, then call again",
                    e);
        }
    }

    private PutObjectResponse send(ObjectKey key, PutObjectRequest request, AsyncRequestBody body) {
        return await(
                        key,
                        client.get()
                                .up()
                                .upload(UploadRequest.builder()
                                        .putObjectRequest(request)
                                        .requestBody(body)
                                        .build())
                                .completionFuture())
                .response();
    }

    /** The result, or the SDK's failure; nobody waits for it any longer once this thread's work is cancelled. */
    private <T> T await(ObjectKey key, CompletableFuture<T> future) {
        CancelSignal.current().onCancel(() -> future.cancel(true));
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw ended(key, e);
        } catch (CancellationException e) {
            throw ended(key, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException known) {
                throw known;
            }
            throw SdkClientException.create(String.valueOf(e.getCause()), e);
        }
    }

    private StorageUnavailableException ended(ObjectKey key, Exception e) {
        return new StorageUnavailableException(bucket.resource(key), "the transfer was ended: call again", e);
    }

    private RuntimeException failure(SdkException e, S3Action action, ObjectKey key) {
        if (Throttling.SLOW_DOWN.contains(S3Failures.status(e))) {
            resources.limit().throttled();
        }
        return bucket.failure(e, action, key);
    }
}
