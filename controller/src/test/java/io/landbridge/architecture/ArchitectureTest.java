package io.landbridge.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** What the core may know of: itself, the JDK, Guava, a logger; and its packages of one another. */
class ArchitectureTest extends ArchitectureContract {
    private static final String PLANTED = "io.landbridge.architecture.planted";

    private static final ArchRule KNOWS_NO_TECHNOLOGY = classes()
            .that()
            .resideInAPackage("io.landbridge..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.landbridge..",
                    "java..",
                    "com.google.common..",
                    "com.google.errorprone.annotations..",
                    "org.jspecify..",
                    "org.slf4j"));

    private static final ArchRule MODEL_STANDS_ALONE = mayUseOnly("model");
    private static final ArchRule EVENTS_KNOW_THE_MODEL = mayUseOnly("event", "model");
    private static final ArchRule FLOW_KNOWS_THE_MODEL = mayUseOnly("flow", "model");
    private static final ArchRule BRIDGE_KNOWS_THE_MODEL = mayUseOnly("bridge", "model");
    private static final ArchRule PIPELINE_KNOWS_FLOWS = mayUseOnly("pipeline", "model", "flow");
    private static final ArchRule PLAN_IS_PURE = mayUseOnly("plan", "model", "flow", "bridge", "pipeline");

    private static final ArchRule STATUS_KNOWS_THE_MODEL = mayUseOnly("status", "model");
    private static final ArchRule THE_WORLD_KNOWS_NO_USE_CASES =
            mayUseOnly("port.out", "model", "flow", "bridge", "plan", "status");

    private static final ArchRule ADMISSION_KNOWS_PEERS = mayUseOnly("admission", "model", "port.out");

    private static final ArchRule ONLY_THE_RECONCILER_HAS_THREADS = noClasses()
            .that()
            .resideInAPackage("io.landbridge..")
            .and()
            .resideOutsideOfPackage("..reconcile..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\.(.*Executor.*|.*Future.*)");

    private static final ArchRule NOBODY_USES_THE_RECONCILER = noClasses()
            .that()
            .resideInAPackage("io.landbridge..")
            .and()
            .resideOutsideOfPackage("..reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..reconcile..");

    ArchitectureTest() {
        super(
                "io.landbridge",
                PLANTED,
                KNOWS_NO_TECHNOLOGY,
                MODEL_STANDS_ALONE,
                EVENTS_KNOW_THE_MODEL,
                FLOW_KNOWS_THE_MODEL,
                BRIDGE_KNOWS_THE_MODEL,
                PIPELINE_KNOWS_FLOWS,
                PLAN_IS_PURE,
                STATUS_KNOWS_THE_MODEL,
                THE_WORLD_KNOWS_NO_USE_CASES,
                ADMISSION_KNOWS_PEERS,
                ONLY_THE_RECONCILER_HAS_THREADS,
                NOBODY_USES_THE_RECONCILER);
    }

    private static ArchRule mayUseOnly(String name, String... others) {
        Stream<String> ours = Stream.concat(Stream.of(name), Stream.of(others)).map(allowed -> ".." + allowed + "..");
        Stream<String> libraries = Stream.of("java..", "com.google..", "org.jspecify..", "org.slf4j");
        return classes()
                .that()
                .resideInAnyPackage("io.landbridge." + name + "..", PLANTED + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(Stream.concat(ours, libraries).toArray(String[]::new)));
    }
}
