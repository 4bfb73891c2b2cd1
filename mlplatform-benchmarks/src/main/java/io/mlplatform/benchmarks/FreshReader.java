package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import io.mlplatform.layout.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * One partition of what {@link ManifestScale} wrote, listed by a process that did nothing before, as a batch job does.
 * Takes the same options, and prints a line of JSON.
 */
public final class FreshReader {

    private FreshReader() {}

    /** Reads, and prints what it took. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.parse(List.of(arguments), ManifestScale.DEFAULTS);
        SampleFiles files = new SampleFiles(options.number("partitions"), options.number("files"), 0);
        Digest digest = new Digest(Files.readString(ManifestScale.digest(options)));
        PinnedRef first = new PinnedRef(Zone.DATASETS, EntityName.of("bench/table"), 1, digest);
        try (OwnTable table = ManifestScale.open(ManifestScale.lake(options))) {
            ManifestReads reads = new ManifestReads(table, first);
            Cost cost = Machine.measure(() -> reads.partition(files, files.partitions() / 2));
            ObjectNode line = Json.object().put("step", "one partition by number, fresh process");
            line.setAll(ManifestScale.line(cost));
            System.out.println(line.put("requestsBeyondSegments", reads.mostBeyondSegments())
                    .put("segments", reads.mostSegments()));
        }
    }
}
