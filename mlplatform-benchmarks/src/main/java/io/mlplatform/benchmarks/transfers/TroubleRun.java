package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.internal.json.Json;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One bulk transfer over the own lane, in a process that {@link TransferTrouble} starts: by a store that is new, in a virtual
 * machine that has moved a quarter of the objects before, or 3,000. What goes up is one file under many keys. Prints a line when it begins and one with the figures.
 */
public final class TroubleRun {

    /** Of the command line. */
    static final Map<String, String> DEFAULTS = Map.of(
            "endpoint", "",
            "bucket", "bench",
            "direction", "down",
            "parallelism", "16",
            "objects", "1",
            "size", "1",
            "seconds", "0",
            "folder", "");

    private static final Choices CHOICES = Choices.DEFAULT;
    private static final int WARMUP_SHARE = 4;
    private static final int WARMUP_MOST = 3_000;

    private final Target target;
    private final Workload workload;
    private final Digest digest;
    private final Duration time;
    private final Path folder;
    private final Clock clock;
    private final PrintStream out;

    TroubleRun(Options options, Clock clock, PrintStream out) {
        target =
                new Target(URI.create(options.text("endpoint")), options.text("bucket"), options.number("parallelism"));
        workload = new Workload(
                Direction.named(options.text("direction")), options.number("objects"), options.number("size"));
        digest = Pattern.of(workload.size()).digest();
        time = Duration.ofSeconds(options.number("seconds", 0));
        folder = Path.of(options.text("folder"));
        this.clock = clock;
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        new TroubleRun(Options.parse(List.of(arguments), DEFAULTS), Machine.clock(), System.out).run();
    }

    void run() {
        S3Settings settings = OwnTransfers.settings(target, CHOICES);
        if (isUp()) {
            Pattern.of(workload.size()).write(source());
        }
        try (S3Store store = S3Store.open(target.bucket(), settings)) {
            warmUp(store, Math.min(WARMUP_MOST, Math.max(1, workload.objects() / WARMUP_SHARE)));
        }
        out.println(Json.object().put("begun", true));
        try (TroubleLog log = new TroubleLog();
                S3Store store = S3Store.open(
                        target.bucket(), settings.toBuilder().metrics(log).build())) {
            AtomicInteger moved = new AtomicInteger();
            Cost cost = Machine.measure(() -> moved.set(move(store)));
            ObjectNode line = Json.object()
                    .put("objects", moved.get())
                    .put("size", workload.size())
                    .put("cpu", Measured.rounded(cost.cpu()))
                    .put("wall", Measured.rounded(cost.wall()))
                    .put("objectsPerSecond", Measured.rounded(moved.get() / cost.wall()));
            log.tell(line, folder);
            out.println(line);
        }
        remove(source());
    }

    private void warmUp(S3Store store, int count) {
        if (isUp()) {
            send(store, "warmup", count);
        } else {
            fetch(store, downloads(count));
        }
    }

    private int move(S3Store store) {
        if (isUp()) {
            send(store, "measured", workload.objects());
            return workload.objects();
        }
        return fetch(store, time.isZero() ? downloads(workload.objects()) : downloads(time));
    }

    private void send(S3Store store, String prefix, int count) {
        store.upload(
                () -> workload.names().stream()
                        .limit(count)
                        .map(name -> new Upload(ObjectKey.of(prefix + "/" + name), content(), digest))
                        .iterator(),
                TransferListener.SILENT);
    }

    private Content content() {
        try {
            return Content.of(source());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path source() {
        return folder.resolve("source");
    }

    private boolean isUp() {
        return workload.direction() == Direction.UP;
    }

    // Each file goes once it is there: what counts is the way to it, and many make no room for themselves.
    private int fetch(S3Store store, Iterable<Download> downloads) {
        AtomicInteger fetched = new AtomicInteger();
        store.download(downloads, new TransferListener() {
            @Override
            public void transferred(long bytes) {}

            @Override
            public void finished(ObjectKey key) {
                fetched.incrementAndGet();
                remove(file(key));
            }
        });
        return fetched.get();
    }

    private Iterable<Download> downloads(int count) {
        return () -> IntStream.range(0, count).mapToObj(this::download).iterator();
    }

    /** The objects, again and again until the time is over. */
    private Iterable<Download> downloads(Duration span) {
        Instant end = clock.instant().plus(span);
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < workload.objects() && clock.instant().isBefore(end);
            }

            @Override
            public Download next() {
                return download(next++);
            }
        };
    }

    private Download download(int number) {
        ObjectKey key = ObjectKey.of(workload.source() + "/" + workload.names().get(number));
        return new Download(key, workload.size(), digest, file(key));
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(ObjectKey key) {
        String name = key.value();
        return folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    }
}
