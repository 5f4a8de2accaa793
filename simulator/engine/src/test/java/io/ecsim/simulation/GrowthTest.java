// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a large service costs, in events: seconds depend on the machine. */
class GrowthTest {
    /** An hour in which a service behind a load balancer gets another revision. */
    private static double eventsPerTask(int tasks) {
        Scenario scenario = Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", "us-east-1a", tasks / 4)
                .behindLoadBalancer(tasks, 100, 150, 60, 0)
                .at(600, Scenarios.deploy("web:2"))
                .until(Duration.ofHours(1))
                .build();
        RunResult result = Simulation.run(scenario);
        assertThat(result.services().get("web").tasksStarted()).isEqualTo(2 * tasks);
        return (double) result.events() / tasks;
    }

    @Test
    void anUpdateOfManyTasksTakesNoMoreEventsPerTaskThanOneOfFew() {
        assertThat(eventsPerTask(640)).isLessThanOrEqualTo(eventsPerTask(40));
    }
}
