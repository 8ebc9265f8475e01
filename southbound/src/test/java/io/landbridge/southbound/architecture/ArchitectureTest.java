package io.landbridge.southbound.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.architecture.ArchitectureContract;

/** Where libraries may be seen, and who may know whom. */
class ArchitectureTest extends ArchitectureContract {
    private static final ArchRule LIBRARIES_STAY_IN_THE_CODECS = noClasses()
            .that()
            .resideOutsideOfPackage("..codec..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.opendaylight..", "io.netty..", "com.fasterxml.."));

    private static final ArchRule CODECS_KNOW_NO_SESSIONS = noClasses()
            .that()
            .resideInAPackage("..codec..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..southbound.openflow", "..southbound.ovsdb", "..osgi.."));

    private static final ArchRule ONE_PROTOCOL_DOES_NOT_KNOW_THE_OTHER = noClasses()
            .that()
            .resideInAPackage("..openflow..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..ovsdb.."));

    private static final ArchRule NOR_THE_OTHER_THE_ONE = noClasses()
            .that()
            .resideInAPackage("..ovsdb..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..openflow.."));

    private static final ArchRule ONLY_THIN_WIRING_KNOWS_OSGI = noClasses()
            .that()
            .resideOutsideOfPackage("..osgi..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.osgi.."));

    private static final ArchRule THE_CORE_IS_KNOWN_BY_ITS_PORTS = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.landbridge.pipeline..",
                    "io.landbridge.plan..",
                    "io.landbridge.reconcile..",
                    "io.landbridge.port.in..",
                    "io.landbridge.status.."));

    ArchitectureTest() {
        super(
                "io.landbridge.southbound",
                "io.landbridge.southbound.architecture.planted",
                LIBRARIES_STAY_IN_THE_CODECS,
                CODECS_KNOW_NO_SESSIONS,
                ONE_PROTOCOL_DOES_NOT_KNOW_THE_OTHER,
                NOR_THE_OTHER_THE_ONE,
                ONLY_THIN_WIRING_KNOWS_OSGI,
                THE_CORE_IS_KNOWN_BY_ITS_PORTS);
    }
}
