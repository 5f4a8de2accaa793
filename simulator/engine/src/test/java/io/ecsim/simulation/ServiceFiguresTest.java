// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Step;
import io.ecsim.workload.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceFiguresTest {
    /** The tasks of this service never pass their checks and are replaced for ever. */
    @Test
    void aDeploymentThatNeverEndsKeepsItsFirstStepsAndCountsTheOthers() {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(2, 100, 200, 0, 0);
        scenario.running(null, new Health.Never(), null).until(Duration.ofHours(12));
        List<DeploymentResult> deployments =
                Simulation.run(scenario.build()).services().get("web").deployments();
        assertThat(deployments).singleElement().satisfies(deployment -> {
            assertThat(deployment.steps()).hasSize(ServiceFigures.MOST_STEPS);
            assertThat(deployment.steps()).extracting(Step::at).startsWith(0L);
            assertThat(deployment.stepsLeftOut()).isPositive();
            assertThat(deployment.stepsTaken()).isEqualTo(1_000 + deployment.stepsLeftOut());
        });
    }

    @Test
    void aServiceThatWantsNoTaskHasNoShareOfHealthyOnes() {
        assertThat(Simulation.run(Scenarios.ofWeb().service(0, 100, 200).build())
                        .services()
                        .get("web")
                        .deployments())
                .extracting(DeploymentResult::healthyPercentMin)
                .containsExactly(Double.POSITIVE_INFINITY);
    }
}
