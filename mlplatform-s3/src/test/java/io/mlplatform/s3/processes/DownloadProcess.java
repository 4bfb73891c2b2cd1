package io.mlplatform.s3.processes;

import io.mlplatform.Digest;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.S3Transport;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.TransferListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A program that fetches one object, going on with what another left of it. */
final class DownloadProcess {

    static final int WORKERS = 4;

    private DownloadProcess() {}

    /** Arguments: endpoint, size, SHA-256, target. */
    public static void main(String... arguments) {
        S3Settings settings = S3Settings.builder()
                .endpoint(URI.create(arguments[0]))
                .region("us-east-1")
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
                .parallelism(WORKERS)
                .transport(S3Transport.OWN)
                .build();
        Download download = new Download(
                ObjectKey.of("data/large.bin"),
                Long.parseLong(arguments[1]),
                new Digest(arguments[2]),
                Path.of(arguments[3]));
        try (ObjectStore store = S3Store.open("bucket", settings)) {
            store.download(List.of(download), TransferListener.SILENT);
        }
    }
}
