package io.landbridge.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class MetricsArchitectureTest {
    private static final ArchRule SEES_THE_CORE_FROM_ITS_PORTS = classes()
            .that()
            .resideInAPackage("io.landbridge.metrics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.landbridge.metrics..",
                    "io.landbridge.port..",
                    "io.landbridge.status",
                    "io.landbridge.model",
                    "io.landbridge.plan",
                    "io.landbridge.flow",
                    "io.landbridge.bridge",
                    "io.prometheus.metrics..",
                    "com.google.common..",
                    "java..",
                    "org.jspecify.annotations",
                    "org.osgi.service.component.annotations");

    @Test
    void metricsSeeTheCoreFromItsPorts() {
        JavaClasses metrics = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.landbridge.metrics");
        assertThat(metrics).isNotEmpty();
        SEES_THE_CORE_FROM_ITS_PORTS.check(metrics);
    }

    @Test
    void metricsThatLookBehindThePortsAreFound() {
        JavaClasses planted = new ClassFileImporter().importPackages("io.landbridge.metrics.planted");
        assertThat(SEES_THE_CORE_FROM_ITS_PORTS.evaluate(planted).hasViolation())
                .isTrue();
    }
}
