// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SchedulingRulesTest {
    private static CreateServiceRequest daemon(
            Integer desired, LaunchType launchType, DeploymentConfiguration percents, PlacementStrategy... strategy) {
        return new CreateServiceRequest(
                "agent",
                "agent",
                desired,
                launchType,
                SchedulingStrategy.DAEMON,
                null,
                percents,
                List.of(strategy),
                null,
                null,
                null);
    }

    @Test
    @Tag("SV-2")
    @Tag("DM-1")
    @Tag("DM-5")
    void aDaemonHasNoCountNoStrategyAndNoRoomAboveHundredPercent() {
        CreateServiceRequest request = daemon(
                2,
                LaunchType.FARGATE,
                new DeploymentConfiguration(null, 200),
                new PlacementStrategy("binpack", "memory"));
        assertThat(SchedulingRules.violations(request))
                .extracting(Violation::path)
                .containsExactly(
                        "desiredCount", "placementStrategy", "deploymentConfiguration.maximumPercent", "launchType");
        assertThat(SchedulingRules.violations(request).get(2).message())
                .isEqualTo("The daemon scheduling strategy does not support values above 100 for maximumPercent on a"
                        + " deployment configuration. Change the maximumPercent value to 100, and try again");
    }

    @Test
    @Tag("DM-5")
    void whatADaemonDoesNotSayIsZeroAndHundredPercent() {
        for (DeploymentConfiguration given :
                new DeploymentConfiguration[] {null, new DeploymentConfiguration(null, null)}) {
            CreateServiceRequest request = daemon(null, null, given);
            assertThat(request.deploymentConfiguration().minimumHealthyPercent())
                    .isZero();
            assertThat(request.deploymentConfiguration().maximumPercent()).isEqualTo(100);
            assertThat(SchedulingRules.violations(request)).isEmpty();
        }
    }

    @Test
    @Tag("LB-17")
    @Tag("QU-6")
    void aServiceHasAtMostFiveTargetGroups() {
        for (int groups = 5; groups < 7; groups++) {
            List<LoadBalancer> loadBalancers = IntStream.range(0, groups)
                    .mapToObj(i -> new LoadBalancer("group-" + i, "web", 80))
                    .toList();
            CreateServiceRequest request =
                    new CreateServiceRequest("web", "web", 1, null, null, loadBalancers, null, null, null, null, null);
            assertThat(SchedulingRules.violations(request)).hasSize(groups - 5);
        }
    }
}
