// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import java.util.List;

/** Draws how the services of a {@link Swarm} are deployed. */
final class SwarmDeployments {
    private final Swarm swarm;

    SwarmDeployments(Swarm swarm) {
        this.swarm = swarm;
    }

    /** A rolling update, now and then with a circuit breaker. */
    DeploymentConfiguration rolling() {
        return configuration(DeploymentStrategy.ROLLING, null, null, null);
    }

    /** One that shifts traffic. */
    DeploymentConfiguration shifting() {
        return switch (swarm.below(3)) {
            case 0 -> configuration(DeploymentStrategy.BLUE_GREEN, swarm.below(5), null, null);
            case 1 ->
                configuration(
                        DeploymentStrategy.LINEAR,
                        swarm.below(3),
                        new LinearConfiguration(20.0 + swarm.below(40), swarm.below(3)),
                        null);
            default ->
                configuration(
                        DeploymentStrategy.CANARY,
                        swarm.below(3),
                        null,
                        new CanaryConfiguration(1.0 + swarm.below(20), swarm.below(5)));
        };
    }

    private DeploymentConfiguration configuration(
            DeploymentStrategy strategy, Integer bakeTime, LinearConfiguration linear, CanaryConfiguration canary) {
        return new DeploymentConfiguration(
                25 * swarm.below(5),
                100 + 25 * swarm.below(5),
                swarm.once(4) ? new DeploymentCircuitBreaker(true, swarm.once(2), null, null) : null,
                null,
                strategy,
                bakeTime,
                null,
                linear,
                canary,
                null);
    }

    /** Forwards all to one of two target groups. */
    static Listener listener(String all, String none) {
        ForwardActionConfig forward =
                new ForwardActionConfig(List.of(new TargetGroupTuple(all, 1), new TargetGroupTuple(none, 0)));
        return new Listener(null, "web", null, 80, List.of(new ListenerAction("forward", null, forward, null)), null);
    }
}
