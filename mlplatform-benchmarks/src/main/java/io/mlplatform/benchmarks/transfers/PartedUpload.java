package io.mlplatform.benchmarks.transfers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A multipart upload of one file by the plain {@code S3Client}. Parts are sent by any thread, then one completes it. */
record PartedUpload(
        S3Client client, String bucket, String key, Path file, long size, String id, Queue<CompletedPart> parts) {

    private static final int BUFFER_BYTES = 1 << 16;

    static PartedUpload begin(S3Client client, String bucket, String key, Path file, long size) {
        String id = client.createMultipartUpload(create -> create.bucket(bucket).key(key))
                .uploadId();
        return new PartedUpload(client, bucket, key, file, size, id, new ConcurrentLinkedQueue<>());
    }

    void send(int number, long offset, long most) {
        long length = Math.min(most, size - offset);
        RequestBody body = RequestBody.fromContentProvider(() -> slice(offset), length, "application/octet-stream");
        UploadPartResponse answer = client.uploadPart(
                part -> part.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .contentLength(length),
                body);
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(answer.checksumCRC32())
                .build());
    }

    void complete() {
        List<CompletedPart> inOrder = parts.stream()
                .sorted(Comparator.comparing(CompletedPart::partNumber))
                .toList();
        client.completeMultipartUpload(complete ->
                complete.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(inOrder)));
    }

    // The SDK takes no more than the length it was told.
    private InputStream slice(long offset) {
        try {
            FileChannel channel = FileChannel.open(file);
            channel.position(offset);
            return new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
