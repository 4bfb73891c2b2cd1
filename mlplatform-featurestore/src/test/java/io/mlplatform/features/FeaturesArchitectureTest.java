package io.mlplatform.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeaturesArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mlplatform.features");

    @Test
    void publicSignaturesShowNeitherDuckDbNorInternalTypes() {
        List<String> shown = CLASSES.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(type -> type.getMembers().stream())
                .filter(FeaturesArchitectureTest::isVisible)
                .filter(member -> member.getAllInvolvedRawTypes().stream().anyMatch(FeaturesArchitectureTest::isInside))
                .map(JavaMember::getFullName)
                .toList();

        assertThat(CLASSES).isNotEmpty();
        assertThat(shown).isEmpty();
    }

    @Test
    void onlyTheEngineAndItsAppenderKnowDuckDb() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Engine")
                .and()
                .doNotHaveSimpleName("RowAppender")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(CLASSES);
    }

    @Test
    void onlineNeedsNoDuckDbAndTheEmbeddedStoreNoAws() {
        noClasses()
                .that()
                .resideInAPackage("io.mlplatform.features.online..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql..", "org.h2.jdbc..", "org.h2.engine..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("SageMaker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void noHadoopClassIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hadoop..", "org.apache.parquet..")
                .check(CLASSES);
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isInside(JavaClass type) {
        return type.getPackageName().startsWith("org.duckdb")
                || type.getPackageName().contains(".internal");
    }
}
