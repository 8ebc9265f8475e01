package io.landbridge.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.architecture.ArchitectureContract;

class StoreArchitectureTest extends ArchitectureContract {
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

    StoreArchitectureTest() {
        super("io.landbridge.store", "io.landbridge.store.planted", KNOWS_MODEL_AND_PORT_ALONE);
    }
}
