package io.mlplatform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no main code uses, since each of it has been a way in elsewhere. */
class SafeCodeTest {

    private static final Set<String> TRUST = Set.of(
            "javax.net.ssl.TrustManager",
            "javax.net.ssl.X509TrustManager",
            "javax.net.ssl.X509ExtendedTrustManager",
            "javax.net.ssl.HostnameVerifier",
            "software.amazon.awssdk.http.TlsTrustManagersProvider",
            "software.amazon.awssdk.http.SdkHttpConfigurationOption");
    private static final Set<String> CODE = Set.of(
            "java.io.ObjectInputStream",
            "java.beans.XMLDecoder",
            "javax.script.ScriptEngine",
            "javax.script.ScriptEngineManager",
            "java.net.URLClassLoader");
    private static final Set<String> XML = Set.of("javax.xml", "org.xml", "org.w3c");
    private static final Set<String> ARCHIVES =
            Set.of("java.util.zip.ZipInputStream", "java.util.zip.ZipFile", "java.util.jar.JarFile");

    @Test
    void noMainCodeTurnsCertificateChecksOff() {
        // It says one word for another, and asks the JDK's: a hostile server's certificates hold it to that.
        assertThat(uses(TRUST)
                        .map(use -> use.getOriginClass().getSimpleName())
                        .filter(name -> !name.equals("ConscryptTrust")))
                .isEmpty();
    }

    @Test
    void noMainCodeReadsObjectsOrRunsWhatItRead() {
        assertThat(uses(CODE)).isEmpty();
    }

    @Test
    void noMainCodeParsesXml() {
        assertThat(uses(XML)).isEmpty();
    }

    @Test
    void noMainCodeUnpacksAnArchive() {
        assertThat(uses(ARCHIVES)).isEmpty();
    }

    @Test
    void onlyTheRevisionOfTheCodeAndBenchmarksStartAProgram() {
        // These ask the Runtime for processors and memory.
        Set<String> askers = Set.of("EnvironmentSnapshot", "EngineMemory", "HeapShare", "Programs", "ReadMemory");
        assertThat(uses(Set.of("java.lang.ProcessBuilder", "java.lang.Runtime"))
                        .map(use -> use.getOriginClass().getSimpleName())
                        .filter(name -> !askers.contains(name))
                        .distinct())
                .containsExactlyInAnyOrder("GitRevision", "ChildProcess");
    }

    @Test
    void nothingHappensWhenARecordIsReadFromTheWire() {
        List<String> special = Modules.CLASSES.values().stream()
                .flatMap(classes -> classes.stream())
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> Set.of("readObject", "readResolve", "readExternal", "finalize")
                        .contains(method.getName()))
                .map(method -> method.getFullName())
                .toList();

        assertThat(special).isEmpty();
    }

    private static Stream<Dependency> uses(Set<String> names) {
        return Modules.CLASSES.values().stream()
                .flatMap(classes -> classes.stream())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> isOneOf(names, use.getTargetClass()));
    }

    private static boolean isOneOf(Set<String> names, JavaClass type) {
        return names.stream()
                .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "."));
    }
}
