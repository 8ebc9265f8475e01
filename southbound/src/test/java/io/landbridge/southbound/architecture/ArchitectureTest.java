package io.landbridge.southbound.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where libraries may be seen, and who may know whom. */
class ArchitectureTest {
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

    static Stream<ArchRule> rules() {
        return Stream.of(
                LIBRARIES_STAY_IN_THE_CODECS,
                CODECS_KNOW_NO_SESSIONS,
                ONE_PROTOCOL_DOES_NOT_KNOW_THE_OTHER,
                NOR_THE_OTHER_THE_ONE,
                ONLY_THIN_WIRING_KNOWS_OSGI,
                THE_CORE_IS_KNOWN_BY_ITS_PORTS);
    }

    @Test
    void theAdaptersKeepEveryRule() {
        JavaClasses adapters = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.landbridge.southbound");
        assertThat(adapters).hasSizeGreaterThan(30);
        rules().forEach(rule -> rule.check(adapters));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlantedViolatorIsFound(ArchRule rule) {
        JavaClasses planted = new ClassFileImporter().importPackages("io.landbridge.southbound.architecture.planted");
        assertThatThrownBy(() -> rule.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Planted");
    }
}
