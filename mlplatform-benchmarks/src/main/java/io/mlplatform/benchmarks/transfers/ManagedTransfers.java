package io.mlplatform.benchmarks.transfers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder;
import software.amazon.awssdk.services.s3.crt.S3CrtHttpConfiguration;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The SDK's {@code S3TransferManager}, a call a file; files in flight are bounded, as its own directory calls bound them. */
final class ManagedTransfers implements TransferClient {

    private static final long PART_BYTES = 8L << 20;
    private static final int IN_FLIGHT = 100;

    private final S3AsyncClient client;
    private final S3TransferManager manager;
    private final String bucket;

    private ManagedTransfers(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
        manager = S3TransferManager.builder().s3Client(client).build();
    }

    /** On the client in C that comes with the CRT. */
    static ManagedTransfers onCrt(Target target) {
        S3CrtAsyncClientBuilder builder = S3AsyncClient.crtBuilder()
                .endpointOverride(target.endpoint())
                .region(Region.of(Target.REGION))
                .credentialsProvider(target.credentials())
                .forcePathStyle(true)
                .minimumPartSizeInBytes(PART_BYTES)
                .maxConcurrency(target.parallelism());
        if (target.isTls()) {
            // It takes no certificate of one's own; it still encrypts, which is what costs.
            builder.httpConfiguration(S3CrtHttpConfiguration.builder()
                    .trustAllCertificatesEnabled(true)
                    .build());
        }
        return new ManagedTransfers(builder.build(), target.bucket());
    }

    /** On the client in Java, over Netty. */
    static ManagedTransfers onNetty(Target target) {
        S3AsyncClient client = S3AsyncClient.builder()
                .endpointOverride(target.endpoint())
                .region(Region.of(Target.REGION))
                .credentialsProvider(target.credentials())
                .forcePathStyle(true)
                .multipartEnabled(true)
                .multipartConfiguration(
                        parts -> parts.minimumPartSizeInBytes(PART_BYTES).thresholdInBytes(PART_BYTES))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(target.parallelism()))
                .build();
        return new ManagedTransfers(client, target.bucket());
    }

    @Override
    public void download(Workload workload, String prefix, Path folder) {
        all(workload, name -> manager.downloadFile(
                        call -> call.getObjectRequest(get -> get.bucket(bucket).key(prefix + "/" + name))
                                .destination(folder.resolve(name)))
                .completionFuture());
    }

    @Override
    public void upload(Workload workload, String prefix, Path folder) {
        all(workload, name -> manager.uploadFile(
                        call -> call.putObjectRequest(put -> put.bucket(bucket).key(prefix + "/" + name))
                                .source(folder.resolve(name)))
                .completionFuture());
    }

    @Override
    public void close() {
        manager.close();
        client.close();
    }

    private static void all(Workload workload, Function<String, CompletableFuture<?>> transfer) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<?>> transfers = new ArrayList<>();
        for (String name : workload.names()) {
            free.acquireUninterruptibly();
            transfers.add(transfer.apply(name).whenComplete((done, failure) -> free.release()));
        }
        transfers.forEach(CompletableFuture::join);
    }
}
