package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.benchmarks.Cost;
import io.mlplatform.benchmarks.Machine;
import io.mlplatform.benchmarks.Options;
import io.mlplatform.internal.json.Json;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
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
 * One bulk download over the own lane, in a process that {@link TransferTrouble} starts: by a store that is new, in a virtual
 * machine that has fetched a quarter of the objects before, or 3,000. Prints a line when it begins and one with the figures.
 */
public final class TroubleRun {

    /** Of the command line. */
    static final Map<String, String> DEFAULTS = Map.of(
            "endpoint", "",
            "bucket", "bench",
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
        workload = new Workload(Direction.DOWN, options.number("objects"), options.number("size"));
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
        try (S3Store store = S3Store.open(target.bucket(), settings)) {
            fetch(store, downloads(Math.min(WARMUP_MOST, Math.max(1, workload.objects() / WARMUP_SHARE))));
        }
        out.println(Json.object().put("begun", true));
        try (TroubleLog log = new TroubleLog();
                S3Store store = S3Store.open(
                        target.bucket(), settings.toBuilder().metrics(log).build())) {
            AtomicInteger fetched = new AtomicInteger();
            Iterable<Download> downloads = time.isZero() ? downloads(workload.objects()) : downloads(time);
            Cost cost = Machine.measure(() -> fetched.set(fetch(store, downloads)));
            ObjectNode line = Json.object()
                    .put("objects", fetched.get())
                    .put("size", workload.size())
                    .put("cpu", Measured.rounded(cost.cpu()))
                    .put("wall", Measured.rounded(cost.wall()))
                    .put("objectsPerSecond", Measured.rounded(fetched.get() / cost.wall()));
            log.tell(line, folder);
            out.println(line);
        }
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
                try {
                    Files.delete(file(key));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
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

    private Path file(ObjectKey key) {
        String name = key.value();
        return folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    }
}
