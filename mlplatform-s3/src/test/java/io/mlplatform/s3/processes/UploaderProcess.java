package io.mlplatform.s3.processes;

import io.mlplatform.s3.InterruptedUploads;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.S3Transport;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.TransferResult;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that uploads one file, going on with what another left of it, and writes down each part that was acknowledged. It
 * ends with whoever started it, at the end of standard input.
 */
final class UploaderProcess {

    static final String BUCKET = "shared";
    static final ObjectKey KEY = ObjectKey.of("data/large.bin");

    private UploaderProcess() {}

    /** Arguments: endpoint, file, where it writes down, parts at a time, parts after which it stops and waits. */
    public static void main(String... arguments) throws IOException {
        endWithStarter();
        int parallelism = Integer.parseInt(arguments[3]);
        int most = Integer.parseInt(arguments[4]);
        try (FileChannel written =
                FileChannel.open(Path.of(arguments[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Written parts = new Written(written, most);
            S3Settings settings = S3Settings.builder()
                    .endpoint(URI.create(arguments[0]))
                    .region("us-east-1")
                    .transport(S3Transport.OWN)
                    .interruptedUploads(InterruptedUploads.RESUME)
                    .parallelism(parallelism)
                    .metrics(parts::add)
                    .build();
            try (S3Store store = S3Store.open(BUCKET, settings)) {
                store.upload(List.of(new Upload(KEY, Content.of(Path.of(arguments[1])))), TransferListener.SILENT);
            }
        }
    }

    private static void endWithStarter() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** The acknowledged parts, a line of bytes each. */
    private static final class Written {
        private final FileChannel file;
        private final int most;
        private int count;

        Written(FileChannel file, int most) {
            this.file = file;
            this.most = most;
        }

        synchronized void add(TransferRequest request) {
            if (request.direction() != TransferDirection.UP || request.result() == TransferResult.FAILED) {
                return;
            }
            try {
                file.write(ByteBuffer.wrap((request.bytes() + "\n").getBytes(StandardCharsets.US_ASCII)));
                if (++count == most) {
                    new CountDownLatch(1).await();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
