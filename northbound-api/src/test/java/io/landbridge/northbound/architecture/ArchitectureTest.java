package io.landbridge.northbound.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.port.out.DeviceException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API may know of: the use cases, the pure packages, and of its own packages only what is below. */
class ArchitectureTest {
    private static final String PLANTED = "io.landbridge.northbound.architecture.planted";

    private static final ArchRule KNOWS_USE_CASES_ALONE = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.landbridge..")
                    .and(not(resideInAnyPackage(
                            "io.landbridge.northbound..",
                            "io.landbridge.port.in",
                            "io.landbridge.status",
                            "io.landbridge.event",
                            "io.landbridge.model",
                            "io.landbridge.plan",
                            "io.landbridge.flow",
                            "io.landbridge.bridge")))
                    .and(not(belongToAnyOf(DeviceException.class))));

    private static final ArchRule JSON_KNOWS_NEITHER_SIDE =
            mayNotUse("json", "..northbound.rest..", "..northbound.shell..", "javax.ws.rs..", "org.apache.karaf..");

    private static final ArchRule REST_KNOWS_NO_CONSOLE =
            mayNotUse("rest", "..northbound.shell..", "org.apache.karaf.shell..");

    private static final ArchRule CONSOLE_KNOWS_NO_HTTP = mayNotUse("shell", "..northbound.rest..", "javax.ws.rs..");

    static Stream<ArchRule> rules() {
        return Stream.of(KNOWS_USE_CASES_ALONE, JSON_KNOWS_NEITHER_SIDE, REST_KNOWS_NO_CONSOLE, CONSOLE_KNOWS_NO_HTTP);
    }

    @Test
    void theApiKeepsEveryRule() {
        JavaClasses api = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.landbridge.northbound");
        assertThat(api).hasSizeGreaterThan(30);
        rules().forEach(rule -> rule.check(api));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlantedViolatorIsFound(ArchRule rule) {
        JavaClasses planted = new ClassFileImporter().importPackages(PLANTED);
        assertThatThrownBy(() -> rule.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Planted");
    }

    private static ArchRule mayNotUse(String name, String... forbidden) {
        return noClasses()
                .that()
                .resideInAnyPackage("io.landbridge.northbound." + name, PLANTED + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }
}
