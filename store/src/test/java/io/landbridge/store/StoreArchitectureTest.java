package io.landbridge.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.store.planted.PlanStore;
import org.junit.jupiter.api.Test;

class StoreArchitectureTest {
    private static final ArchRule KNOWS_MODEL_AND_PORT_ALONE = classes()
            .that()
            .resideInAPackage("io.landbridge.store..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.landbridge.store..",
                    "io.landbridge.model",
                    "io.landbridge.port.out",
                    "com.fasterxml.jackson.core..",
                    "com.google.common..",
                    "java..",
                    "org.jspecify.annotations",
                    "org.osgi.service.component.annotations",
                    "org.slf4j");

    @Test
    void theStoreKnowsTheModelAndItsPortAlone() {
        JavaClasses store = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.landbridge.store");
        assertThat(store).isNotEmpty();
        KNOWS_MODEL_AND_PORT_ALONE.check(store);
    }

    @Test
    void aStoreThatKnowsPlansIsFound() {
        JavaClasses violator = new ClassFileImporter().importClasses(PlanStore.class);
        assertThat(KNOWS_MODEL_AND_PORT_ALONE.evaluate(violator).hasViolation()).isTrue();
    }
}
