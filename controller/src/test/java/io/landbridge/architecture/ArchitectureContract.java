package io.landbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds a module to its rules, and proves with planted violators that each of them can fire. */
public abstract class ArchitectureContract {
    private final String module;
    private final String planted;
    private final List<ArchRule> rules;

    /**
     * @param module package that holds all of the module
     * @param planted package, in the test sources, of classes that break the rules
     */
    protected ArchitectureContract(String module, String planted, ArchRule... rules) {
        this.module = module;
        this.planted = planted;
        this.rules = List.of(rules);
    }

    @Test
    void theModuleKeepsEveryRule() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(module);
        assertThat(classes).isNotEmpty();
        rules.forEach(rule -> rule.check(classes));
    }

    @TestFactory
    Stream<DynamicTest> aPlantedViolatorIsFound() {
        JavaClasses violators = new ClassFileImporter().importPackages(planted);
        return rules.stream()
                .map(rule -> dynamicTest(
                        rule.getDescription(),
                        () -> assertThat(rule.evaluate(violators).hasViolation())
                                .isTrue()));
    }
}
