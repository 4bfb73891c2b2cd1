package io.mlplatform.architecture;

import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The compiled main classes of every module that the parent pom names, by the module's name. */
final class Modules {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static final Path ROOT = Path.of(System.getProperty("basedir", "mlplatform-examples"))
            .toAbsolutePath()
            .getParent();

    static final Map<String, JavaClasses> CLASSES = MODULE.matcher(parentPom())
            .results()
            .map(match -> match.group(1))
            .collect(toMap(name -> name, Modules::classes, (one, other) -> one, TreeMap::new));

    private Modules() {}

    private static JavaClasses classes(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        if (Files.exists(ROOT.resolve(module).resolve("src/main/java")) && !Files.exists(classes)) {
            throw new IllegalStateException(module + " is not compiled: run mvn verify over the whole project");
        }
        return new ClassFileImporter().importPath(classes);
    }

    private static String parentPom() {
        try {
            return Files.readString(ROOT.resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
