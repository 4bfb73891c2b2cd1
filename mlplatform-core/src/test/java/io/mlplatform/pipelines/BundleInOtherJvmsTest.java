package io.mlplatform.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleInOtherJvmsTest {

    /** Of the bytes that Python's zipfile makes of the same tree, told to store, and given date, rights and flags. */
    private static final String GOLDEN = "4f4bff4948929c924ce19dfe48380e35a752e9654b3ee218ba20d66f6bd32983";

    private static final String REVISION = "0123456789012345678901234567890123456789";
    private static final List<String> KIRITIMATI =
            List.of("-Duser.timezone=Pacific/Kiritimati", "-Duser.language=tr", "-Duser.country=TR");
    private static final List<String> ADAK = List.of(
            "-Duser.timezone=America/Adak", "-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=ISO-8859-1");

    @TempDir
    Path folder;

    @Test
    void theSameTreeIsTheSameBytesInAnyTimeZoneLocaleUmaskAndCreationOrder() throws Exception {
        assertThat(published("077", KIRITIMATI, "make", folder.resolve("one"))).isEqualTo(REVISION + " " + GOLDEN);
        assertThat(published("000", ADAK, "reversed", folder.resolve("other"))).isEqualTo(REVISION + " " + GOLDEN);
    }

    @Test
    void whereTheLocaleCannotReadANameTheTreeIsRefusedAndNotChanged() throws Exception {
        published("022", List.of(), "make", folder);

        try (ChildJvm jvm = ChildJvm.start("022", "POSIX", List.of(), BundleProcess.class, "read", folder.toString())) {
            assertThat(jvm.rest()).contains("cannot be read in this locale").doesNotContain(REVISION);
            assertThat(jvm.exit()).isEqualTo(1);
        }
    }

    private static String published(String umask, List<String> options, String what, Path tree) throws Exception {
        try (ChildJvm jvm = ChildJvm.start(umask, "C.UTF-8", options, BundleProcess.class, what, tree.toString())) {
            String printed = jvm.rest();
            assertThat(jvm.exit()).as(printed).isZero();
            return printed;
        }
    }
}
