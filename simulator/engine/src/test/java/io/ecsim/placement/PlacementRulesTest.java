// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.strategies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementRulesTest {
    private static final PlacementConstraint PROD = memberOf("attribute:stack == prod");

    private static List<Violation> ofStrategy(String strategy) {
        return PlacementRules.violations(strategies(strategy), List.of(), 0);
    }

    private static Violation invalid(String path, String message) {
        return new Violation(path, "InvalidParameterException", message);
    }

    @ParameterizedTest
    @Tag("PL-11")
    @Tag("PL-17")
    @Tag("PL-19")
    @ValueSource(
            strings = {
                "spread:instanceId",
                "spread:host",
                "spread:attribute:ecs.availability-zone",
                "spread:attribute:rack",
                "binpack:cpu",
                "binpack:memory",
                "binpack:CPU",
                "binpack:Memory",
                "random",
                "random:"
            })
    void everyStrategyOfAws(String strategy) {
        assertThat(ofStrategy(strategy)).isEmpty();
    }

    @ParameterizedTest
    @Tag("PL-11")
    @Tag("PL-17")
    @Tag("PL-19")
    @CsvSource(
            delimiter = '|',
            value = {
                "spread | spread field should be specified, for instance attribute:ecs.availability-zone.",
                "spread:instanceid | spread field 'instanceid' is invalid. Did you mean instanceId?",
                "spread:hots | spread field 'hots' is invalid. Did you mean host?",
                "spread:ecs.os-type | spread field 'ecs.os-type' is invalid. Did you mean attribute:ecs.os-type?",
                "spread:zone | spread field 'zone' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:attribute: | spread field 'attribute:' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:instanceType | spread field 'instanceType' is invalid. Did you mean attribute:ecs.instance-type?",
                "spread:availability-zone | spread field 'availability-zone' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:availabilityZone | spread field 'availabilityZone' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:az | spread field 'az' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:ecs.availability-zone | spread field 'ecs.availability-zone' is invalid. Did you mean attribute:ecs.availability-zone?",
                "spread:instance | spread field 'instance' is invalid. Did you mean instanceId?",
                "spread:instance-id | spread field 'instance-id' is invalid. Did you mean instanceId?",
                "spread:instance-type | spread field 'instance-type' is invalid. Did you mean attribute:ecs.instance-type?",
                "binpack | binpack field should be specified: cpu or memory.",
                "spread:rack | spread field 'rack' is invalid. Did you mean attribute:rack?",
                "binpack:disk | binpack field 'disk' is invalid. Known: cpu, memory.",
                "binpack:mem | binpack field 'mem' is invalid. Did you mean memory?",
                "random:cpu | random field should not be specified."
            })
    void badFieldsGetTheNearestGoodOne(String strategy, String message) {
        assertThat(ofStrategy(strategy)).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("placementStrategy[0].field");
            assertThat(violation.code()).isEqualTo("InvalidParameterException");
            assertThat(violation.message()).isEqualTo(message);
        });
    }

    @Test
    void typesAreKnown() {
        assertThat(ofStrategy("binpak:cpu"))
                .containsExactly(invalid(
                        "placementStrategy[0].type", "strategy.type 'binpak' is not supported. Did you mean binpack?"));
        var none = new PlacementStrategy(null, "cpu");
        assertThat(PlacementRules.violations(List.of(none), Collections.singletonList(null), 0))
                .containsExactly(
                        invalid(
                                "placementStrategy[0].type",
                                "strategy.type should be specified: one of [spread, binpack, random, emptiest]"),
                        invalid(
                                "placementConstraints[0].type",
                                "constraint.type should be specified: one of [distinctInstance, memberOf]"));
    }

    @Test
    @Tag("PL-4")
    void atMostFiveStrategiesAndTenConstraints() {
        var five = Collections.nCopies(5, new PlacementStrategy("random", null));
        var six = Collections.nCopies(6, new PlacementStrategy("random", null));
        assertThat(PlacementRules.violations(five, Collections.nCopies(7, PROD), 3))
                .isEmpty();
        assertThat(PlacementRules.violations(six, Collections.nCopies(7, PROD), 4))
                .containsExactly(
                        invalid("placementStrategy", "Maximum number of strategies is 5"),
                        invalid(
                                "placementConstraints",
                                "Maximum number of constraints is 10, the task definition's included; these are 11"));
        assertThat(PlacementRules.taskDefinitionViolations(Collections.nCopies(11, PROD)))
                .extracting(Violation::path, Violation::code)
                .containsExactly(tuple("placementConstraints", "ClientException"));
    }

    @Test
    @Tag("CN-1")
    @Tag("CN-5")
    void constraintsHaveAnExpressionWhereTheyNeedOne() {
        var constraints = List.of(
                distinctInstance(),
                PROD,
                new PlacementConstraint(PlacementConstraintType.distinctInstance, ""),
                memberOf(null),
                memberOf("attribute:zone in [a, b"));
        assertThat(PlacementRules.violations(List.of(), constraints, 0))
                .containsExactly(
                        invalid(
                                "placementConstraints[2].expression",
                                "distinctInstance expression should not be specified."),
                        invalid("placementConstraints[3].expression", "memberOf expression should be specified."),
                        new Violation(
                                "placementConstraints[4].expression",
                                "InvalidParameterException",
                                "memberOf expression is invalid at column 24: expected ']'",
                                23));
    }

    @Test
    @Tag("CN-1")
    @Tag("TD-13")
    @Tag("TD-32")
    void aTaskDefinitionKnowsMemberOfOnly() {
        assertThat(PlacementRules.taskDefinitionViolations(List.of(PROD, distinctInstance())))
                .containsExactly(new Violation(
                        "placementConstraints[1].type",
                        "ClientException",
                        "constraint.type 'distinctInstance' is not supported."));
    }
}
