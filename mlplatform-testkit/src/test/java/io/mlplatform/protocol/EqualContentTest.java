package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.FileFilter;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The digest of a version: one for a content of several segments by whatever history, another for any other content. */
class EqualContentTest {

    private static final int DAYS = 3;
    private static final String FOLDERS = ("d".repeat(200) + "/").repeat(3);
    private static final TreeMap<String, String> CONTENT = content();

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final Digest digest = whole(CONTENT);

    @Test
    void theContentLiesInSeveralSegments() {
        MeteredObjectStore metered = new MeteredObjectStore(Lab.memory(), new HopClock());
        draft(Lab.open(metered), CONTENT).publish();

        assertThat(metered.snapshot().subjects(RequestKind.UPLOAD))
                .filteredOn(key -> key.endsWith(".jsonl.gz"))
                .hasSize(2 * DAYS + 1);
    }

    @Test
    void appendedInPieces() {
        List<String> paths = new ArrayList<>(CONTENT.keySet());
        for (int piece = 0; piece < 4; piece++) {
            TreeMap<String, String> some = new TreeMap<>(CONTENT);
            int remainder = piece;
            some.keySet().removeIf(path -> paths.indexOf(path) % 4 != remainder);
            draft(ml, some).publish();
        }

        isEqual(4);
    }

    @Test
    void replacedOverSomethingElse() {
        TreeMap<String, String> other = changed(files -> files.replaceAll((path, text) -> text + " of before"));
        other.put(path(0, "gone"), "gone");
        draft(ml, other).publish();

        draft(ml, CONTENT).replace().publish();

        isEqual(2);
    }

    @Test
    void overwrittenPartitionByPartition() {
        draft(ml, changed(files -> files.replaceAll((path, text) -> "before"))).publish();
        for (int day = DAYS - 1; day >= 0; day--) {
            draft(ml, within(day)).overwritePartitions().publish();
        }

        isEqual(1 + DAYS);
    }

    @Test
    void appendedWithMoreWhichIsThenDeleted() {
        TreeMap<String, String> more = new TreeMap<>(CONTENT);
        more.put(path(1, "extra"), "extra");
        more.put(end(1, 7), "an extra that ends a segment");
        more.put("dt=9/extra", "extra");
        draft(ml, more).publish();

        ml.datasets().draft(Lab.NAME).delete(path(1, "extra")).delete(end(1, 7)).publish();
        ml.datasets().draft(Lab.NAME).delete(FileFilter.partition("dt", "9")).publish();

        isEqual(3);
    }

    @Test
    void compactedFromManySmallFiles() {
        TreeMap<String, String> small = new TreeMap<>(CONTENT);
        within(1).keySet().forEach(small::remove);
        Set<String> parts = new HashSet<>();
        IntStream.range(0, 40).mapToObj(i -> path(1, "small-" + i)).forEach(parts::add);
        parts.forEach(path -> small.put(path, "small"));
        draft(ml, small).publish();

        List<SourceFile> files = within(1).entrySet().stream()
                .map(file -> SourceFile.of(file.getKey(), Content.of(Lab.bytes(file.getValue()))))
                .toList();
        PlatformAccess.zone(ml, Zone.DATASETS)
                .publish(PublishPlan.of(EntityName.of(Lab.NAME), "dataset")
                        .mode(ManifestEdit.Mode.COMPACT)
                        .deleted(Optional.of(EntryFilter.paths(parts)))
                        .files(files)
                        .build());

        isEqual(2);
    }

    @Test
    void promotedToAnotherZoneAndCopiedToAnotherPlatform() {
        DatasetDraft draft = ml.workspace("growth").datasets().draft("churn").partitionBy("dt");
        CONTENT.forEach((path, text) -> draft.addBytes(path, Lab.bytes(text)));
        DatasetVersion own = draft.publish();
        assertThat(own.digest()).isEqualTo(digest);

        DatasetVersion formal = ml.datasets().promote(own, Lab.NAME);
        isEqual(1);

        MlPlatform elsewhere = Lab.open(Lab.memory());
        assertThat(ml.datasets().copy(formal, elsewhere).digest()).isEqualTo(digest);
    }

    @Test
    void oneChangedByteOrSizeOfAnyFileIsAnotherContent() {
        CONTENT.forEach((path, text) -> {
            differs("another byte in " + path, files -> files.put(path, "X" + text.substring(1)));
            differs("a byte more in " + path, files -> files.put(path, text + "+"));
        });
    }

    @Test
    void anotherPathOrAMissingOrFurtherEntryAnywhereIsAnotherContent() {
        CONTENT.forEach((path, text) -> {
            differs("missing " + path, files -> files.remove(path));
            differs("beside " + path, files -> files.put(path + "-more", text));
            differs("renamed " + path, files -> files.put(path + "-renamed", files.remove(path)));
        });
    }

    @Test
    void twoFilesWithEachOthersBytesAreAnotherContent() {
        String first = CONTENT.firstKey();
        String last = CONTENT.lastKey();
        differs("exchanged", files -> {
            String text = files.put(first, files.get(last));
            files.put(last, text);
        });
    }

    private void isEqual(long version) {
        DatasetVersion made = ml.datasets().get(Lab.NAME);
        assertThat(made.version()).isEqualTo(version);
        assertThat(made.digest()).isEqualTo(digest);
        assertThat(Lab.paths(ml, made)).containsExactlyElementsOf(CONTENT.keySet());
        assertThat(ml.datasets().verify(made)).isEmpty();
    }

    private void differs(String what, Consumer<TreeMap<String, String>> change) {
        assertThat(whole(changed(change))).as(what).isNotEqualTo(digest);
    }

    private static TreeMap<String, String> changed(Consumer<TreeMap<String, String>> change) {
        TreeMap<String, String> files = new TreeMap<>(CONTENT);
        change.accept(files);
        return files;
    }

    private static Digest whole(Map<String, String> files) {
        return draft(Lab.open(Lab.memory()), files).publish().digest();
    }

    private static DatasetDraft draft(MlPlatform ml, Map<String, String> files) {
        DatasetDraft draft = ml.datasets().draft(Lab.NAME).partitionBy("dt");
        files.forEach((path, text) -> draft.addBytes(path, Lab.bytes(text)));
        return draft;
    }

    private static TreeMap<String, String> within(int day) {
        TreeMap<String, String> files = new TreeMap<>(CONTENT);
        files.keySet().removeIf(path -> !path.startsWith("dt=" + day + "/"));
        return files;
    }

    /** Two files of each day end a segment; together they are too many for a commit's own entry. */
    private static TreeMap<String, String> content() {
        TreeMap<String, String> files = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 2; i++) {
                files.put(end(day, i), "end " + i + " of " + day);
            }
            files.put(path(day, "a"), "first of " + day);
            for (int i = 0; i < 6; i++) {
                files.put(path(day, "m-" + i), "between " + i + " of " + day);
            }
            files.put(path(day, "z-last"), "last of " + day);
        }
        return files;
    }

    private static String end(int day, int which) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> path(day, "e" + which + "-" + i))
                .filter(GeneratedVersion::endsSegment)
                .findFirst()
                .orElseThrow();
    }

    private static String path(int day, String file) {
        return "dt=" + day + "/" + FOLDERS + file;
    }
}
