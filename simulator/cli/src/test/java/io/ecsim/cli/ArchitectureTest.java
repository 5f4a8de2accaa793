// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. The table is the architecture: a new arrow is a line that somebody has to write down here. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ecsim");

    /** The engine's packages from the ground up, and the packages of the engine that each may use. */
    private static final Map<String, List<String>> ENGINE = table(
            "kernel:",
            "aws:",
            "metrics: kernel",
            "schedule:",
            "journal: aws",
            "workload: kernel aws",
            "requests: kernel aws workload",
            "queue: kernel aws workload",
            "world: kernel aws workload",
            "cluster: aws journal",
            "events: kernel aws journal cluster",
            "loadbalancing: kernel aws journal",
            "placement: kernel aws cluster",
            "scaling: kernel aws metrics schedule",
            "pricing: kernel aws journal workload",
            "agent: kernel aws journal cluster workload world",
            "capacity: kernel aws journal cluster placement agent world",
            "service: kernel aws journal cluster placement loadbalancing agent capacity world",
            "control: aws journal metrics schedule cluster capacity loadbalancing placement queue agent service world",
            "simulation: kernel aws journal metrics schedule cluster events placement loadbalancing workload requests queue"
                    + " world service scaling capacity pricing agent control",
            "packing: kernel aws cluster placement capacity world service simulation");

    /** The modules above the engine, each with the modules that it may use; all may use the engine. */
    private static final Map<String, List<String>> MODULES = table(
            "scenario:", "experiment: scenario", "report: scenario experiment", "cli: scenario experiment report");

    static Set<String> enginePackages() {
        return ENGINE.keySet();
    }

    static Set<String> modules() {
        return MODULES.keySet();
    }

    @Test
    void everyPackage_hasItsRow() {
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toSet());
        assertThat(found).allMatch(name -> ENGINE.containsKey(name) || MODULES.containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("enginePackages")
    void enginePackage_usesOnlyWhatTheTableAllows(String name) {
        noClasses()
                .that(resideInAPackage("io.ecsim." + name + ".."))
                .should()
                .dependOnClassesThat(ecsimClassesOutside(name, ENGINE.get(name)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_usesOnlyModulesBelowIt(String name) {
        List<String> allowed = new ArrayList<>(ENGINE.keySet());
        allowed.addAll(MODULES.get(name));
        noClasses()
                .that(resideInAPackage("io.ecsim." + name + ".."))
                .should()
                .dependOnClassesThat(ecsimClassesOutside(name, allowed))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void engine_knowsNoFilesNoFormatsNoChartsNoCommandLine() {
        noClasses()
                .that(areInTheEngine())
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "tools.jackson..",
                                "com.fasterxml..",
                                "software.amazon..",
                                "org.jfree..",
                                "java.awt..",
                                "org.apache.batik..",
                                "picocli..",
                                "de.siegmar..")
                        .or(describe("are java.io.File", type -> type.getName().equals("java.io.File"))))
                .check(CLASSES);
    }

    @Test
    void engine_hasNoClockNoLuckAndNoOrderOfItsOwn() {
        noClasses()
                .that(areInTheEngine())
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .orShould()
                .callConstructorWhere(describe(
                        "a hash map or hash set is made, whose order is not promised",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(HashMap.class)
                                || call.getTargetOwner().isEquivalentTo(HashSet.class)))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> areInTheEngine() {
        return resideInAnyPackage(
                ENGINE.keySet().stream().map(name -> "io.ecsim." + name + "..").toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> ecsimClassesOutside(String self, List<String> allowed) {
        return describe("are in a package that " + self + " does not know", type -> {
            String[] parts = type.getPackageName().split("\\.");
            return type.getPackageName().startsWith("io.ecsim.")
                    && !parts[2].equals(self)
                    && !allowed.contains(parts[2]);
        });
    }

    private static Map<String, List<String>> table(String... rows) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (String row : rows) {
            String[] sides = row.split(":", 2);
            table.put(sides[0], Arrays.asList(sides[1].strip().split(" ")));
        }
        return table;
    }
}
