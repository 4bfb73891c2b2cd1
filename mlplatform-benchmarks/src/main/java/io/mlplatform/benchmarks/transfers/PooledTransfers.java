package io.mlplatform.benchmarks.transfers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What a user writes by hand: the plain {@code S3Client} on Apache's HTTP client in a pool of threads, in parts of 8 MiB. */
final class PooledTransfers implements TransferClient {

    private static final int PART_BYTES = 8 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final S3Client client;
    private final ExecutorService threads;
    private final String bucket;

    PooledTransfers(Target target) {
        client = S3Client.builder()
                .endpointOverride(target.endpoint())
                .region(Region.of(Target.REGION))
                .credentialsProvider(target.credentials())
                .forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(target.parallelism()))
                .build();
        threads = Executors.newFixedThreadPool(target.parallelism());
        bucket = target.bucket();
    }

    @Override
    public void download(Workload workload, String prefix, Path folder) {
        List<Runnable> tasks = new ArrayList<>();
        for (String name : workload.names()) {
            String key = prefix + "/" + name;
            Path file = folder.resolve(name);
            if (workload.size() <= PART_BYTES) {
                tasks.add(() -> client.getObject(get -> get.bucket(bucket).key(key), file));
            } else {
                offsets(workload).forEach(offset -> tasks.add(() -> fetchRange(key, file, offset)));
            }
        }
        run(tasks);
    }

    @Override
    public void upload(Workload workload, String prefix, Path folder) {
        if (workload.size() <= PART_BYTES) {
            run(workload.names().stream()
                    .<Runnable>map(name -> () -> client.putObject(
                            put -> put.bucket(bucket).key(prefix + "/" + name),
                            RequestBody.fromFile(folder.resolve(name))))
                    .toList());
            return;
        }
        List<PartedUpload> uploads = workload.names().stream()
                .map(name ->
                        PartedUpload.begin(client, bucket, prefix + "/" + name, folder.resolve(name), workload.size()))
                .toList();
        List<Runnable> tasks = new ArrayList<>();
        uploads.forEach(upload -> offsets(workload)
                .forEach(offset -> tasks.add(() -> upload.send((int) (offset / PART_BYTES) + 1, offset, PART_BYTES))));
        run(tasks);
        uploads.forEach(PartedUpload::complete);
    }

    @Override
    public void close() {
        threads.shutdown();
        client.close();
    }

    private void fetchRange(String key, Path file, long offset) {
        String range = "bytes=" + offset + "-" + (offset + PART_BYTES - 1);
        try (InputStream body =
                        client.getObject(get -> get.bucket(bucket).key(key).range(range));
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long position = offset;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    position += channel.write(bytes, position);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(List<Runnable> tasks) {
        tasks.stream()
                .map(task -> CompletableFuture.runAsync(task, threads))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static List<Long> offsets(Workload workload) {
        List<Long> offsets = new ArrayList<>();
        for (long offset = 0; offset < workload.size(); offset += PART_BYTES) {
            offsets.add(offset);
        }
        return offsets;
    }
}
