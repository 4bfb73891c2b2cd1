package io.mlplatform.internal.manifest;

import static io.mlplatform.internal.manifest.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Seeded histories of edits over a store, each version held against the whole cut at once: with small segments and nodes,
 * so that boundaries go and come, segments fill up, and nodes come and go.
 */
class MergeHistoriesTest {

    private static final String ADDRESS = "mlp://datasets/growth/churn";
    private static final List<String> BY_DAY = List.of("dt");
    private static final int RUNS = 60;
    private static final int STEPS = 25;

    private int withNodes;
    private int nodesKept;
    private int segmentsKept;

    @Test
    void everyVersionIsWhatTheWholeWouldBeCutInto() {
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(run);
            Boundaries boundaries = new Boundaries(2 + random.nextInt(3), 5 + random.nextInt(20), 2, 6, 3);
            try (ManifestLab lab = new ManifestLab(boundaries)) {
                history(lab, random);
            }
        }
        assertThat(List.of(withNodes, nodesKept, segmentsKept))
                .allSatisfy(seen -> assertThat(seen).isGreaterThan(RUNS));
    }

    private void history(ManifestLab lab, Random random) {
        TreeMap<String, FileEntry> expected = new TreeMap<>(Utf8.ORDER);
        Manifest version = Manifest.of(BY_DAY, List.of(), lab.boundaries());
        for (int step = 0; step < STEPS; step++) {
            String txn = String.format("01jd00000000000000000%05d", step);
            ManifestEdit edit = edit(random, expected, txn);
            TreeMap<String, FileEntry> before = new TreeMap<>(expected);
            apply(edit, expected);
            Set<Digest> digests = segments(version);
            PartitionSums sums = PartitionSums.by("dt");
            ManifestLab.Commit commit = lab.commit(txn, edit, version, ADDRESS, sums);
            Manifest after = commit.manifest();

            Manifest whole = Manifest.of(BY_DAY, expected.values(), lab.boundaries());
            assertThat(after.digest()).as("step %s: %s", step, edit.mode()).isEqualTo(whole.digest());
            assertThat(after.entries()).isEqualTo(whole.entries());
            assertThat(after.files()).isEqualTo(whole.files());
            assertThat(after.bytes()).isEqualTo(whole.bytes());
            assertThat(digests(after.segments(EntryFilter.all())))
                    .isEqualTo(digests(whole.segments(EntryFilter.all())));
            boolean inline =
                    after.rows().stream().anyMatch(row -> row.document().isEmpty()) || after.files() == 0;
            assertThat(after.hasNodes())
                    .isEqualTo(!inline && count(whole) > lab.boundaries().maxSegments());
            if (after.hasNodes()) {
                withNodes++;
                assertThat(after.rows())
                        .allSatisfy(node -> assertThat(after.source().segments(node))
                                .allSatisfy(row -> assertThat(row.document()).isPresent()));
                onlyTouchedNodesAreNew(version, after, txn);
            }
            sumsAreThose(whole, sums);
            assertThat(commit.accepted())
                    .isEqualTo(whole.entries().stream()
                            .filter(entry -> entry.txn().equals(txn))
                            .toList());
            onlyWhatIsNewIsStored(after, digests, commit, txn);
            differencesAreThose(before, expected, version, after);
            version = after;
        }
    }

    /** A segment that the version before had by digest is named where it was, unless it names files of this txn. */
    private void onlyWhatIsNewIsStored(Manifest after, Set<Digest> before, ManifestLab.Commit commit, String txn) {
        after.segments(EntryFilter.all()).forEachRemaining(row -> {
            boolean known = before.contains(row.digest()) && row.document().isPresent();
            boolean own = row.document().isPresent()
                    && after.source().entries(row).stream()
                            .anyMatch(entry -> entry.txn().equals(txn));
            if (known && !own && commit.baseWasStored()) {
                segmentsKept++;
                assertThat(row.stored().txn()).isNotEqualTo(txn);
            }
        });
    }

    private void onlyTouchedNodesAreNew(Manifest before, Manifest after, String txn) {
        if (!before.hasNodes()) {
            return;
        }
        Set<List<String>> known = new HashSet<>();
        before.rows().forEach(node -> known.add(stored(before.source().segments(node))));
        after.rows().forEach(node -> {
            boolean kept = known.contains(stored(after.source().segments(node)));
            nodesKept += kept ? 1 : 0;
            assertThat(node.stored().txn().equals(txn)).isEqualTo(!kept);
        });
    }

    private static void sumsAreThose(Manifest whole, PartitionSums sums) {
        Map<String, PartitionSums.Sum> expected = new TreeMap<>();
        whole.entries()
                .forEach(entry -> expected.merge(
                        entry.path().substring(3, 4),
                        new PartitionSums.Sum(1, entry.size()),
                        (before, one) -> before.plus(1, one.bytes())));
        assertThat(sums.sums()).contains(expected);
    }

    private static List<String> stored(List<Row> rows) {
        return rows.stream().map(row -> row.stored().sha256().hex()).toList();
    }

    private static void differencesAreThose(
            TreeMap<String, FileEntry> before, TreeMap<String, FileEntry> after, Manifest one, Manifest other) {
        Set<String> expected = new HashSet<>();
        before.forEach((path, entry) -> {
            if (!after.containsKey(path) || !after.get(path).sameContent(entry)) {
                expected.add(path);
            }
        });
        after.keySet().stream().filter(path -> !before.containsKey(path)).forEach(expected::add);
        assertThat(Difference.between(one, other).paths()).isEqualTo(expected);
        assertThat(Difference.between(other, one).paths()).isEqualTo(expected);
    }

    private static ManifestEdit edit(Random random, TreeMap<String, FileEntry> present, String txn) {
        List<String> paths = new ArrayList<>(present.keySet());
        int kind = random.nextInt(8);
        if (kind <= 2 || paths.isEmpty()) {
            List<FileEntry> added = random(random, txn, 1 + random.nextInt(60));
            added.removeIf(entry -> Optional.ofNullable(present.get(entry.path()))
                    .filter(there -> !there.sameContent(entry))
                    .isPresent());
            return ManifestEdit.of(ManifestEdit.Mode.APPEND, BY_DAY, added, Optional.empty());
        }
        if (kind == 3) {
            return ManifestEdit.of(
                    ManifestEdit.Mode.REPLACE, BY_DAY, random(random, txn, random.nextInt(400)), Optional.empty());
        }
        if (kind == 4) {
            return ManifestEdit.of(
                    ManifestEdit.Mode.OVERWRITE_PARTITIONS,
                    BY_DAY,
                    random(random, txn, 1 + random.nextInt(4)),
                    Optional.empty());
        }
        if (kind == 5) {
            String day = paths.get(random.nextInt(paths.size())).substring(0, 5);
            return ManifestEdit.of(ManifestEdit.Mode.DELETE, BY_DAY, List.of(), Optional.of(EntryFilter.prefix(day)));
        }
        Set<String> deleted = new HashSet<>();
        int count = 1 + random.nextInt(Math.min(12, paths.size()));
        int from = random.nextInt(paths.size());
        for (int i = 0; i < count; i++) {
            // Some beside each other, so that boundaries beside each other go.
            deleted.add(paths.get(random.nextInt(4) == 0 ? random.nextInt(paths.size()) : (from + i) % paths.size()));
        }
        List<FileEntry> added = kind == 7 ? random(random, txn, random.nextInt(5)) : List.of();
        added = added.stream()
                .filter(entry -> !present.containsKey(entry.path()) || deleted.contains(entry.path()))
                .toList();
        return ManifestEdit.of(
                kind == 7 ? ManifestEdit.Mode.COMPACT : ManifestEdit.Mode.DELETE,
                BY_DAY,
                added,
                Optional.of(EntryFilter.paths(deleted)));
    }

    private static List<FileEntry> random(Random random, String txn, int count) {
        TreeMap<String, FileEntry> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String path = "dt=" + random.nextInt(9) + "/f" + random.nextInt(70);
            entries.put(path, entry(path, "v" + random.nextInt(2), txn));
        }
        return new ArrayList<>(entries.values());
    }

    /** The edit by brute force. */
    private static void apply(ManifestEdit edit, TreeMap<String, FileEntry> files) {
        TreeMap<String, FileEntry> before = new TreeMap<>(files);
        List<FileEntry> added = new ArrayList<>();
        edit.added().forEach(added::add);
        PartitionValues values = new PartitionValues(BY_DAY);
        files.keySet().removeIf(path -> switch (edit.mode()) {
            case APPEND -> false;
            case REPLACE, SUCCEED -> true;
            case OVERWRITE_PARTITIONS ->
                added.stream().anyMatch(entry -> entry.path().startsWith(path.substring(0, 5)));
            case DELETE, COMPACT -> edit.deleted().orElseThrow().matches(path, values);
        });
        for (FileEntry entry : added) {
            files.put(
                    entry.path(),
                    Optional.ofNullable(before.get(entry.path()))
                            .filter(entry::sameContent)
                            .orElse(entry));
        }
    }

    private static Set<Digest> segments(Manifest manifest) {
        return new HashSet<>(digests(manifest.segments(EntryFilter.all())));
    }

    private static List<Digest> digests(Iterator<Row> rows) {
        List<Digest> digests = new ArrayList<>();
        rows.forEachRemaining(row -> digests.add(row.digest()));
        return digests;
    }

    private static int count(Manifest manifest) {
        return digests(manifest.segments(EntryFilter.all())).size();
    }
}
