package io.mlplatform.store;

import static io.mlplatform.Lake.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.ChildJvm;
import io.mlplatform.Lake;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names outside of ASCII, met by a JVM whose locale is not one of UTF-8. */
class OtherLocaleTest {

    private static final String REMEDY = "run Java under a UTF-8 locale";

    @TempDir
    Path folder;

    @Test
    void whereTheLocaleReadsNamesWronglyTheyAreRefusedAndOthersAreNot() throws Exception {
        Path lakeFolder = folder.resolve("lake");
        Files.createDirectories(folder.resolve("cities/city=Z\u00fcrich"));
        Files.writeString(folder.resolve("cities/city=Z\u00fcrich/a.csv"), "1");
        try (Lake lake = new Lake(LocalStore.open(lakeFolder, Clock.systemUTC()))) {
            DatasetVersion version = published(lake, "growth/churn", "\u00e9.csv");
            published(lake, "growth/plain", "a.csv");
            for (String key : List.of("named/\u00e9/a", "named/z/a")) {
                lake.store().put(ObjectKey.of(key), Content.of("1"), PutCondition.always());
            }

            assertThat(told("POSIX"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("collect: Unsupported")
                                    .contains(REMEDY),
                            line -> assertThat(line)
                                    .startsWith("list: Unsupported")
                                    .contains(REMEDY),
                            line -> assertThat(line)
                                    .startsWith("list prefix: Unsupported")
                                    .contains(REMEDY),
                            line -> assertThat(line)
                                    .startsWith("head: IllegalArgument")
                                    .contains(REMEDY),
                            line -> assertThat(line).isEqualTo("ascii collect: done"),
                            line -> assertThat(line).isEqualTo("ascii list: done"),
                            line -> assertThat(line)
                                    .startsWith("add: IllegalArgument")
                                    .contains(REMEDY),
                            line -> assertThat(line)
                                    .startsWith("fetch: AccessDenied")
                                    .contains(REMEDY),
                            line -> assertThat(line)
                                    .startsWith("import: IllegalArgument")
                                    .contains(REMEDY));
            assertThat(lake.platform().datasets().verify(version)).isEmpty();
        }
    }

    @Test
    void aNameThatIsNoUtf8IsNotPublishedAsAnother() throws Exception {
        Files.createDirectory(folder.resolve("cities"));
        named("Z\u00fcrich.csv");

        assertThat(told("C.UTF-8"))
                .filteredOn(line -> line.startsWith("add: "))
                .singleElement()
                .asString()
                .contains("IllegalArgument", REMEDY);
    }

    /** A file whose name has the bytes of Latin-1, as the shell makes it. */
    private void named(String name) throws Exception {
        byte[] latin = name.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder octal = new StringBuilder();
        for (byte each : latin) {
            octal.append(String.format("\\%03o", each & 0xff));
        }
        Process shell = new ProcessBuilder("sh", "-c", ": > \"cities/$(printf '" + octal + "')\"")
                .directory(folder.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private List<String> told(String locale) throws IOException, InterruptedException {
        try (ChildJvm jvm = ChildJvm.start(
                "022",
                locale,
                List.of(),
                OtherLocaleProcess.class,
                folder.resolve("lake").toString(),
                folder.resolve("cities").toString(),
                folder.resolve("target").toString())) {
            String printed = jvm.rest();
            assertThat(jvm.exit()).as(printed).isZero();
            return printed.lines().toList();
        }
    }

    private static DatasetVersion published(Lake lake, String name, String path) {
        return lake.platform().datasets().draft(name).addBytes(path, bytes("x")).publish();
    }
}
