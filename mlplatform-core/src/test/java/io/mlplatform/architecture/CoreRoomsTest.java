package io.mlplatform.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoreRoomsTest {

    private static final String[] FACES = {
        "io.mlplatform.datasets..",
        "io.mlplatform.models..",
        "io.mlplatform.experiments..",
        "io.mlplatform.pipelines..",
        "io.mlplatform.lineage..",
        "io.mlplatform.audit..",
        "io.mlplatform.collection.."
    };

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mlplatform");

    @Test
    void coreKnowsNoCloudAndNoQueryEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..", "org.duckdb..")
                .check(CORE);
    }

    @Test
    void theStoreTheLogAndTheManifestNeverCallUpToAFace() {
        noClasses()
                .that()
                .resideInAnyPackage("io.mlplatform.store..", "..internal.log..", "..internal.manifest..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FACES).or(name("io.mlplatform.MlPlatform")))
                .check(CORE);
    }

    @Test
    void theStoreKnowsNeitherTheLogNorTheManifest() {
        noClasses()
                .that()
                .resideInAPackage("io.mlplatform.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.log..", "..internal.manifest..")
                .check(CORE);
    }

    @Test
    void publicTypesShowNoInternalType() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackage("..internal..")
                .should(new ShowNoInternalType())
                .check(CORE);
    }
}
