package io.landbridge.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.architecture.ArchitectureContract;

class MetricsArchitectureTest extends ArchitectureContract {
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

    MetricsArchitectureTest() {
        super("io.landbridge.metrics", "io.landbridge.metrics.planted", SEES_THE_CORE_FROM_ITS_PORTS);
    }
}
