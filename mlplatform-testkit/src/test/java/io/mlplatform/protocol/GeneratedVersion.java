package io.mlplatform.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.Digest;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A version of 100 million files that is made by arithmetic, with all of its index nodes and no more of its segments than
 * a test names: 1,250 partitions of ten segments of 8,000 files. The segments that are not there have rows like the
 * others, so that whoever reads one fails.
 */
final class GeneratedVersion {

    static final int PARTITIONS = 1_250;
    static final int SEGMENTS_A_PARTITION = 10;
    static final int FILES_A_SEGMENT = 8_000;
    static final long FILES = 100_000_000;

    /** Under which its segments and nodes lie. */
    static final String TXN = "01jd0000000000000000000100";

    // Of each segment the least number whose path ends it by its hash.
    private static final int[] ENDS = ends();

    private final ObjectStore store;
    private final IntPredicate stored;
    private long bytes;

    private GeneratedVersion(ObjectStore store, IntPredicate stored) {
        this.store = store;
        this.stored = stored;
    }

    /**
     * Commits the version by hand behind what is there, with the segments of partitions that pass the test.
     *
     * @return how many index nodes it has
     */
    static int commit(ObjectStore store, IntPredicate storedPartitions) {
        return new GeneratedVersion(store, storedPartitions).commit();
    }

    private int commit() {
        StringBuilder digests = new StringBuilder();
        List<String> nodes = new ArrayList<>();
        List<Row> open = new ArrayList<>();
        for (int segment = 0; segment < ENDS.length; segment++) {
            Row row = row(segment);
            digests.append(row.digest()).append('\n');
            open.add(row);
            if (segment == ENDS.length - 1 || hash(row.first())[0] == 0) {
                nodes.add(node(open));
                open = new ArrayList<>();
            }
        }
        String root = "{\"format\":\"mlplatform.manifest/1\",\"files\":" + FILES + ",\"bytes\":" + bytes
                + ",\"digest\":\"" + Digest.of(digests.toString()).hex() + "\",\"partitionBy\":[\"dt\"],\"nodes\":["
                + String.join(",", nodes) + "]}";
        String name = document(root, ".json.gz");
        Journal journal = Journal.of(store, Zone.DATASETS);
        int seq = journal.entries().size();
        long version = journal.state().get("latest").asLong() + 1;
        String event = "{\"type\":\"commit\",\"version\":" + version + ",\"txn\":\"" + TXN + "\",\"base\":"
                + (version - 1) + ",\"baseSeq\":" + (seq - 1) + ",\"mode\":\"replace\"}";
        ObjectNode content = Journal.parse(Lab.bytes("{" + name + "}"));
        journal.append(event, state -> state.put("latest", version).set("content", content));
        return nodes.size();
    }

    /** A line of a node, or of the root. */
    private record Row(String first, String last, String digest, long files, long bytes, String where, String bounds) {
        String json() {
            return "{" + where + ",\"digest\":\"" + digest + "\",\"files\":" + files + ",\"bytes\":" + bytes
                    + ",\"first\":\"" + first + "\",\"last\":\"" + last + "\",\"partitions\":{\"dt\":{" + bounds
                    + ",\"nulls\":false}}}";
        }
    }

    private Row row(int segment) {
        List<String> ends = List.of(first(segment), end(segment));
        long sum = (long) FILES_A_SEGMENT * size(segment);
        bytes += sum;
        String day = day(segment / SEGMENTS_A_PARTITION);
        String bounds = "\"min\":\"" + day + "\",\"max\":\"" + day + "\"";
        if (!stored.test(segment / SEGMENTS_A_PARTITION)) {
            String where = name(Digest.of("segment " + segment), 440_000 + segment);
            return new Row(
                    ends.get(0), ends.get(1), Digest.of("" + segment).hex(), FILES_A_SEGMENT, sum, where, bounds);
        }
        StringBuilder lines = new StringBuilder();
        StringBuilder content = new StringBuilder();
        for (String path : paths(segment)) {
            String digest = Digest.of(path).hex();
            content.append(path + '\0' + size(segment) + '\0' + digest + '\n');
            lines.append("{\"path\":\"" + path + "\",\"size\":" + size(segment) + ",\"sha256\":\"" + digest
                    + "\",\"txn\":\"" + TXN + "\"}\n");
        }
        String digest = Digest.of(content.toString()).hex();
        String where = document(lines.toString(), ".jsonl.gz");
        return new Row(ends.get(0), ends.get(1), digest, FILES_A_SEGMENT, sum, where, bounds);
    }

    private String node(List<Row> rows) {
        StringBuilder lines = new StringBuilder();
        StringBuilder digests = new StringBuilder();
        rows.forEach(row -> lines.append(row.json()).append('\n'));
        rows.forEach(row -> digests.append(row.digest()).append('\n'));
        Row first = rows.get(0);
        Row last = rows.get(rows.size() - 1);
        String min = first.first().substring(3, 7);
        String max = last.first().substring(3, 7);
        return new Row(
                        first.first(),
                        last.last(),
                        Digest.of(digests.toString()).hex(),
                        rows.stream().mapToLong(Row::files).sum(),
                        rows.stream().mapToLong(Row::bytes).sum(),
                        document(lines.toString(), ".jsonl.gz"),
                        "\"min\":\"" + min + "\",\"max\":\"" + max + "\"")
                .json();
    }

    /** The paths of a segment in order, none of which ends it but the last. */
    static List<String> paths(int segment) {
        List<String> paths = new ArrayList<>(IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> path(segment, number))
                .filter(path -> !endsSegment(path))
                .limit(FILES_A_SEGMENT - 1)
                .toList());
        paths.add(end(segment));
        return paths;
    }

    static String first(int segment) {
        String path = path(segment, 0);
        return endsSegment(path) ? path(segment, 1) : path;
    }

    private static String path(int segment, int number) {
        return folder(segment) + String.format(Locale.ROOT, "%05d.parquet", number);
    }

    static String end(int segment) {
        return folder(segment) + "z" + ENDS[segment] + ".parquet";
    }

    private static String folder(int segment) {
        return "dt=" + day(segment / SEGMENTS_A_PARTITION) + "/" + segment % SEGMENTS_A_PARTITION + "-";
    }

    static String day(int partition) {
        return String.format(Locale.ROOT, "%04d", partition);
    }

    static long size(int segment) {
        return 1_000 + segment;
    }

    static boolean endsSegment(String path) {
        byte[] hash = hash(path);
        return hash[0] == 0 && (hash[1] & 0xFF) < 8;
    }

    private static byte[] hash(String path) {
        return Digest.sha256().digest(Lab.bytes(path));
    }

    private String document(String text, String suffix) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Lab.bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Digest digest = Digest.of(packed.toByteArray());
        ObjectKey key = ObjectKey.of("datasets/" + Lab.NAME + "/_manifests/" + TXN + "/" + digest.hex() + suffix);
        store.put(key, Content.of(packed.toByteArray()), PutCondition.ifAbsent());
        return name(digest, packed.size());
    }

    private static String name(Digest digest, long size) {
        return "\"sha256\":\"" + digest.hex() + "\",\"txn\":\"" + TXN + "\",\"size\":" + size;
    }

    private static int[] ends() {
        try (InputStream in = GeneratedVersion.class.getResourceAsStream("/manifests/ends-of-100-million.txt")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .lines()
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
