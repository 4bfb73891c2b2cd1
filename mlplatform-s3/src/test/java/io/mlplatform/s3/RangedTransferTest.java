package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.Digest;
import io.mlplatform.internal.transfer.ByteSink;
import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadRules;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.Piece;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangedTransferTest {

    private static final byte[] BYTES = new byte[100];
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ObjectInfo INFO = new ObjectInfo(ObjectKey.of("x/a.bin"), BYTES.length, "\"tag\"", NOW);

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<Long> heard = new ArrayList<>();
    private RangedTransfer transfer = transfer(Path.of("unused"));

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        transfer.close();
    }

    @Test
    void whileTheFileGetsItsNameItCanBeAskedForPieces() {
        transfer = transfer(lookedAt(folder.resolve("a.bin")));
        Piece only = transfer.next().orElseThrow();

        // The disk stands still in the look at the folder before the file is moved, and the test ends it there.
        assertThatThrownBy(only.work()::run).hasMessage("asked for a piece meanwhile: Optional.empty");
        assertThat(looks).hasValue(2);
    }

    @Test
    void aListenerHearsOfNothingBeforeBytesCome() throws Exception {
        transfer = transfer(folder.resolve("a.bin"));

        transfer.next().orElseThrow().work().run();

        assertThat(heard).containsExactly((long) BYTES.length);
    }

    /** This path, whose folder is looked at before the partial file is made, and before it is moved. */
    private Path lookedAt(Path path) {
        return (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("toAbsolutePath") && looks.incrementAndGet() == 2) {
                        Optional<Piece> next = threads.submit(transfer::next).get(10, TimeUnit.SECONDS);
                        throw new IllegalStateException("asked for a piece meanwhile: " + next);
                    }
                    try {
                        return method.invoke(path, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private RangedTransfer transfer(Path target) {
        ObjectSource source = (key, range, condition, receiver) -> {
            ByteSink sink = receiver.begin(INFO);
            sink.accept(ByteBuffer.wrap(BYTES));
            return new GetOutcome.Found(INFO, InputStream.nullInputStream(), NOW);
        };
        Download download = new Download(INFO.key(), BYTES.length, Digest.of(BYTES), target);
        TransferListener listener = new TransferListener() {
            @Override
            public void transferred(long bytes) {
                heard.add(bytes);
            }

            @Override
            public void finished(ObjectKey key) {}
        };
        return new RangedTransfer(
                new DownloadCheck(download, "s3://b/x/a.bin", DownloadRules.strict()),
                source,
                (key, etag) -> Optional.empty(),
                () -> {},
                Requests.recorded(),
                listener);
    }
}
