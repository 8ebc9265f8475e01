package io.landbridge.northbound.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.landbridge.architecture.ArchitectureContract;
import io.landbridge.port.out.DeviceException;

/** What the API may know of: the use cases, the pure packages, and of its own packages only what is below. */
class ArchitectureTest extends ArchitectureContract {
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

    ArchitectureTest() {
        super(
                "io.landbridge.northbound",
                PLANTED,
                KNOWS_USE_CASES_ALONE,
                JSON_KNOWS_NEITHER_SIDE,
                REST_KNOWS_NO_CONSOLE,
                CONSOLE_KNOWS_NO_HTTP);
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
