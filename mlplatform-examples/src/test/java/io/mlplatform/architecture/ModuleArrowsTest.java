package io.mlplatform.architecture;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleArrowsTest {

    /** What the main code of each module may use of the other modules. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "mlplatform-core", Set.of(),
            "mlplatform-testkit", Set.of("mlplatform-core"),
            "mlplatform-s3", Set.of("mlplatform-core"),
            "mlplatform-featurestore", Set.of("mlplatform-core"),
            "mlplatform-fuzz", Set.of(),
            "mlplatform-benchmarks",
                    Set.of("mlplatform-core", "mlplatform-testkit", "mlplatform-s3", "mlplatform-featurestore"),
            "mlplatform-examples", Set.of("mlplatform-core", "mlplatform-s3", "mlplatform-featurestore"));

    @Test
    void everyModuleHasItsArrows() {
        assertThat(Modules.CLASSES.keySet()).isEqualTo(MAY_USE.keySet());
    }

    @Test
    void arrowsBetweenModulesPointDown() {
        Map<String, String> moduleOfClass = moduleOfClass();

        assertThat(moduleOfClass).containsValue("mlplatform-core");
        Modules.CLASSES.forEach((module, classes) -> {
            List<String> up = classes.stream()
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .filter(use -> !mayUse(
                            module, moduleOfClass.get(use.getTargetClass().getName())))
                    .map(use -> use.getDescription())
                    .toList();
            assertThat(up).as(module).isEmpty();
        });
    }

    @Test
    void noPackageIsSplitBetweenModules() {
        Map<String, String> moduleOfPackage = new HashMap<>();

        Modules.CLASSES.forEach((module, classes) -> packages(classes)
                .forEach(name ->
                        assertThat(moduleOfPackage.put(name, module)).as(name).isNull()));
    }

    private static boolean mayUse(String module, String used) {
        return used == null || used.equals(module) || MAY_USE.get(module).contains(used);
    }

    private static Map<String, String> moduleOfClass() {
        return Modules.CLASSES.entrySet().stream()
                .flatMap(module -> module.getValue().stream().map(type -> Map.entry(type.getName(), module.getKey())))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackageName).collect(toSet());
    }
}
