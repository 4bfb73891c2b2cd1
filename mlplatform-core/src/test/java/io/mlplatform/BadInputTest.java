package io.mlplatform;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user meets who types something wrong, or whose store is damaged: the type says what to catch, the message on
 * which resource it happened and what to do, and nothing half-written is left.
 */
class BadInputTest {

    private static final String NAME = "growth/churn";
    private static final String LOG = "datasets/growth/churn/_log/9999999999-0000000000.json";
    private static final String INDEX = "datasets/growth/churn/_versions/0000000001.json";
    private static final String LAYOUT = "_platform/layout.json";

    private final ObjectStore store = new MemoryStore(new Lake.Ticks());
    private Lake lake = new Lake(store);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        lake.close();
    }

    /** What someone does to a platform with one version of one dataset, and how it is refused. */
    record Row(String what, Doing doing, Class<? extends Exception> type, List<String> words) {
        @Override
        public String toString() {
            return what;
        }
    }

    interface Doing {
        void run(BadInputTest on) throws IOException;
    }

    static Stream<Row> rows() {
        return Stream.of(namesAndPaths(), references(), damage(), newerFormats(), stores())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> namesAndPaths() {
        Class<? extends Exception> misuse = IllegalArgumentException.class;
        return Stream.of(
                row("an upper-case name", on -> on.draft("Growth/churn"), misuse, "'Growth/churn'", "of the form"),
                row("a name without team", on -> on.draft("churn"), misuse, "'churn'", "such as 'growth/churn'"),
                row("a name that climbs", on -> on.draft("growth/../x"), misuse, "'growth/../x'", "of the form"),
                row("a reserved name", on -> on.draft("growth/data"), misuse, "'growth/data'", "may be 'data'"),
                row("a path that climbs", on -> on.add("../a.csv"), misuse, "'../a.csv'", "write it relative"),
                row("an absolute path", on -> on.add("/etc/passwd"), misuse, "'/etc/passwd'", "write it relative"),
                row("a reserved path", on -> on.add("_log/a"), misuse, "'_log/a'", "rename the file"),
                row("a path in NFD", on -> on.add("gro\u0308ß"), misuse, "NFC", "rename the file"),
                row("two paths but for case", on -> on.add("x", "X"), misuse, "'x' and 'X'", "rename one"),
                row("a path as before but for case", on -> on.add("A.csv"), misuse, "'A.csv'", "rename one"),
                row("a file and its folder", on -> on.add("x", "x/y"), misuse, "'x'", "'x/y'", "rename one"),
                row("a path twice", on -> on.add("x", "x"), misuse, "'x'", "rename one"),
                row("a column that is none", on -> on.draft(NAME).partitionBy("a=b"), misuse, "'a=b'", "such as"),
                row("another partition", on -> on.partitioned("dt", "x=1/a"), misuse, "'x=1/a'", "dt=…/<file>"),
                row("a value not encoded", on -> on.partitioned("dt", "dt=a:b/c"), misuse, "'dt=a:b/c'", "as 'a%3Ab'"),
                row(
                        "a lone surrogate",
                        on -> on.draft(NAME)
                                .addBytes("x", bytes(""))
                                .message("\ud800")
                                .publish(),
                        misuse,
                        "mlp://datasets/growth/churn",
                        "use well-formed"),
                row("no files", on -> on.draft(NAME).publish(), IllegalStateException.class, NAME, "add some"),
                row(
                        "a file that is missing",
                        on -> on.draft(NAME).addFile(on.folder.resolve("gone.csv"), "a"),
                        UncheckedIOException.class,
                        "gone.csv",
                        "check the path"),
                row(
                        "a folder that is missing",
                        on -> on.draft(NAME).addFiles(on.folder.resolve("gone"), "**"),
                        UncheckedIOException.class,
                        "gone",
                        "check the path"),
                row(
                        "a glob that finds nothing",
                        on -> on.draft(NAME).addFiles(on.folder, "*.parquet"),
                        misuse,
                        "'*.parquet'",
                        "use '**'"),
                row(
                        "a path that was not there",
                        on -> on.draft(NAME).delete("b.csv").publish(),
                        NotFoundException.class,
                        NAME,
                        "'b.csv'",
                        "check the paths"),
                row(
                        "a path of the version before",
                        on -> on.draft(NAME).addBytes("a.csv", bytes("x")).publish(),
                        AlreadyExistsException.class,
                        NAME,
                        "'a.csv'",
                        "replace()"));
    }

    private static Stream<Row> references() {
        Class<? extends Exception> notFound = NotFoundException.class;
        Class<? extends Exception> misuse = IllegalArgumentException.class;
        return Stream.of(
                row("no such entity", on -> on.get("growth/other"), notFound, "growth/other", "check the name"),
                row("no such version", on -> on.get("growth/churn@9"), notFound, "growth/churn@9", "the latest is 1"),
                row("no such alias", on -> on.get("growth/churn@beta"), notFound, "growth/churn@beta", "assign it"),
                row("a time before", on -> on.get("growth/churn@2000-01-01T00:00Z"), notFound, NAME, "from then on"),
                row("another digest", on -> on.get("growth/churn@1#ffff"), notFound, "@1#ffff", "take it from"),
                row("a wrong zone", on -> on.get("mlp://models/growth/churn@1"), misuse, "mlp://models", "ask the"),
                row(
                        "a typed reference of a wrong zone",
                        on -> on.datasets().get(VersionRef.parse("mlp://models/growth/churn@1")),
                        misuse,
                        "mlp://models",
                        "ask the API"),
                row("a history of nothing", on -> on.datasets().history(NAME, 0), misuse, "0", "1 or more"),
                row("no reference", on -> on.get("growth/churn#x"), misuse, "'growth/churn#x'", "write growth"),
                row("version zero", on -> on.get("growth/churn@0"), misuse, "0", "count from 1"),
                row("a reserved alias", on -> on.assign("latest"), misuse, "'latest'", "choose another"),
                row("an alias like a version", on -> on.assign("v2"), misuse, "'v2'", "choose another"),
                row(
                        "no such file",
                        on -> on.datasets().open(on.datasets().get(NAME), "b.csv"),
                        notFound,
                        "b.csv",
                        "list its files"),
                row(
                        "a target that is a file",
                        on -> on.fetch(Files.createFile(on.folder.resolve("file"))),
                        AlreadyExistsException.class,
                        "file",
                        "choose a folder"));
    }

    private static Stream<Row> damage() {
        Class<? extends Exception> corrupt = DataCorruptException.class;
        return Stream.of(
                row("a truncated file", on -> on.damaged("/a.csv", text -> "id"), corrupt, "/a.csv", "restore it"),
                row("a flipped byte", on -> on.damaged("/a.csv", text -> "jd\n1\n"), corrupt, "/a.csv", "restore it"),
                row("a longer file", on -> on.damaged("/a.csv", text -> text + "2"), corrupt, "/a.csv", "restore it"),
                row("a file that is gone", on -> on.fetchWithout("/a.csv"), corrupt, "/a.csv", "restore it"),
                row("a truncated entry", on -> on.reread(LOG, text -> text.substring(9)), corrupt, LOG, "restore"),
                row("an empty entry", on -> on.reread(LOG, text -> ""), corrupt, LOG, "restore"),
                row("an entry of another slot", on -> on.reread(LOG, slot(0, 7)), corrupt, LOG, "restore"),
                row("an entry too long", on -> on.reread(LOG, text -> " ".repeat(262_145)), corrupt, LOG, "restore"),
                row("a truncated index", on -> on.reread(INDEX, text -> "{"), corrupt, INDEX, "restore"),
                row("a truncated layout", on -> on.reread(LAYOUT, text -> "{"), corrupt, LAYOUT, "restore"),
                row(
                        "an index of another version",
                        on -> on.reread(INDEX, text -> text.replace("/1\",\"version\":1", "/1\",\"version\":2")),
                        corrupt,
                        INDEX,
                        "delete this derived object"));
    }

    private static Stream<Row> newerFormats() {
        Class<? extends Exception> newer = DataCorruptException.class;
        return Stream.of(
                row("a newer entry", on -> on.reread(LOG, next("log")), newer, LOG, "use a newer mlplatform"),
                row("a newer index", on -> on.reread(INDEX, next("version")), newer, INDEX, "use a newer mlplatform"),
                row("a newer manifest", on -> on.reread(LOG, next("manifest")), newer, LOG, "use a newer mlplatform"),
                row("a newer layout", on -> on.reread(LAYOUT, next("layout")), newer, LAYOUT, "use a newer mlplatform"),
                row(
                        "an entry of unknown type",
                        on -> on.edit(LOG, text -> text.replace("\"type\":\"commit\"", "\"type\":\"merge\""))
                                .assign("beta"),
                        ConflictException.class,
                        NAME,
                        "'merge'",
                        "use that version to write"),
                row(
                        "an ability that is required",
                        on -> on.edit(LOG, text -> text.replace("\"latest\":1", "\"latest\":1,\"requires\":[\"x\"]"))
                                .add("b.csv"),
                        ConflictException.class,
                        NAME,
                        "[x]",
                        "use that version to write"));
    }

    private static Stream<Row> stores() {
        Class<? extends Exception> denied = AccessDeniedException.class;
        return Stream.of(
                row("no right to list", on -> on.through(forbidding("list")), denied, "mem:", "ask for the right"),
                row("no right to put", on -> on.through(forbidding("put")), denied, "mem:", "ask for the right"),
                row("no right to upload", on -> on.through(forbidding("upload")), denied, "mem:", "ask for the right"),
                row("no right to read", on -> on.through(forbidding("get")), denied, "mem:", "ask for the right"),
                row(
                        "no bucket",
                        on -> on.through(RefusingStore::withoutBucket),
                        NotFoundException.class,
                        "mem:",
                        "create it"),
                row(
                        "no conditional puts",
                        on -> on.through(RefusingStore::withoutConditions),
                        UnsupportedStoreException.class,
                        "mem:",
                        "Use a store with conditional writes"),
                row(
                        "a file for a store",
                        on -> MlPlatform.open(Files.createFile(on.folder.resolve("lake"))
                                .toUri()
                                .toString()),
                        NotFoundException.class,
                        "lake",
                        "name a folder"),
                row(
                        "no location",
                        on -> MlPlatform.open("lake"),
                        IllegalArgumentException.class,
                        "'lake'",
                        "write file:"),
                row("a bad location", on -> MlPlatform.open("a b"), IllegalArgumentException.class, "'a b'", "%20"),
                row(
                        "no such scheme",
                        on -> MlPlatform.open("ftp://x"),
                        UnsupportedStoreException.class,
                        "ftp:",
                        "use one"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badInputIsRefusedByNameWithARemedyAndLeavesNothing(Row row) throws IOException {
        lake.platform()
                .datasets()
                .draft(NAME)
                .addBytes("a.csv", bytes("id\n1\n"))
                .publish();
        List<String> entries = lake.keys("growth/churn/_log/99");

        assertThatThrownBy(() -> row.doing().run(this))
                .isInstanceOf(row.type())
                .hasMessageContainingAll(row.words().toArray(CharSequence[]::new));

        assertThat(lake.keys("_log/99")).isEqualTo(entries);
        assertThat(lake.keys("_versions/")).hasSize(1);
        assertThat(folder.resolve("target"))
                .satisfiesAnyOf(target -> assertThat(target).doesNotExist(), target -> assertThat(target)
                        .isEmptyDirectory());
    }

    @Test
    void aRefusedFirstPublishLeavesAnEmptyStore() {
        try (MlPlatform platform = Lake.open(RefusingStore.withoutConditions(store), Settings.defaults())) {
            DatasetDraft draft = platform.datasets().draft(NAME).addBytes("a.csv", bytes("x"));
            assertThatThrownBy(draft::publish).isInstanceOf(UnsupportedStoreException.class);
        }
        DatasetDraft colliding = draft(NAME).addBytes("x", bytes("")).addBytes("X", bytes(""));
        assertThatThrownBy(colliding::publish).isInstanceOf(IllegalArgumentException.class);

        assertThat(lake.keys("")).isEmpty();
    }

    @Test
    void aStoreThatIgnoresConditionsIsFoundOutByItsFirstWriteAndWrittenNoMore() {
        try (MlPlatform platform = Lake.open(RefusingStore.ignoringConditions(store), Settings.defaults())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                DatasetDraft draft = platform.datasets().draft(NAME).addBytes("a" + attempt, bytes("x"));
                assertThatThrownBy(draft::publish)
                        .isInstanceOf(UnsupportedStoreException.class)
                        .hasMessageContainingAll("mem:", "If-None-Match", "docs/compatibility.md");
            }
        }

        assertThat(lake.keys("_log/")).hasSize(1);
        assertThat(lake.keys("/data/")).hasSize(1);
    }

    @Test
    void whatANewerWriterAddedIsReadAllTheSame() {
        lake.platform().datasets().draft(NAME).addBytes("a.csv", bytes("x")).publish();
        edit(LOG, text -> text.replace("\"type\":\"commit\"", "\"type\":\"merge\",\"new\":{}"));

        assertThat(datasets().get("growth/churn@1").files()).isEqualTo(1);
    }

    private static Row row(String what, Doing doing, Class<? extends Exception> type, String... words) {
        return new Row(what, doing, type, List.of(words));
    }

    private static UnaryOperator<String> next(String family) {
        return text -> text.replace("mlplatform." + family + "/1", "mlplatform." + family + "/2");
    }

    private static UnaryOperator<String> slot(long from, long to) {
        return text -> text.replace("\"seq\":" + from, "\"seq\":" + to);
    }

    private static UnaryOperator<ObjectStore> forbidding(String method) {
        return store -> RefusingStore.forbidding(store, method);
    }

    private DatasetRegistry datasets() {
        return lake.platform().datasets();
    }

    private DatasetDraft draft(String name) {
        return datasets().draft(name);
    }

    private void add(String... paths) {
        DatasetDraft draft = draft(NAME);
        for (String path : paths) {
            draft.addBytes(path, bytes("x"));
        }
        draft.publish();
    }

    private void partitioned(String column, String path) {
        draft("growth/parted").partitionBy(column).addBytes(path, bytes("x")).publish();
    }

    private void get(String ref) {
        datasets().get(ref);
    }

    private void assign(String alias) {
        datasets().assign(datasets().get("growth/churn@1"), alias);
    }

    private void fetch(Path target) {
        datasets().fetch(datasets().get(NAME), target);
    }

    private BadInputTest put(String key, String text) {
        store.put(ObjectKey.of(key), Content.of(text), PutCondition.always());
        return this;
    }

    private BadInputTest edit(String key, UnaryOperator<String> change) {
        String before = lake.text(key);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        put(key, after);
        // Another process, which does not know what stood there.
        lake = new Lake(store);
        return this;
    }

    private void damaged(String file, UnaryOperator<String> change) {
        edit(lake.keys(file).get(0), change);
        fetch(folder.resolve("target"));
    }

    private void fetchWithout(String file) {
        store.delete(List.of(ObjectKey.of(lake.keys(file).get(0))));
        fetch(folder.resolve("target"));
    }

    /** Opens the platform anew on the changed object, and asks for what it holds. */
    private void reread(String key, UnaryOperator<String> change) {
        edit(key, change);
        try (MlPlatform again = Lake.open(store, Settings.defaults())) {
            again.datasets().get(key.equals(INDEX) ? "growth/churn@1" : NAME);
        }
    }

    private void through(UnaryOperator<ObjectStore> gate) {
        try (MlPlatform platform = MlPlatform.builder()
                .store(gate.apply(store), "")
                .layout(PlatformLayout.foldersOfOne())
                .open()) {
            platform.datasets().draft(NAME).addBytes("b.csv", bytes("x")).publish();
        }
    }
}
