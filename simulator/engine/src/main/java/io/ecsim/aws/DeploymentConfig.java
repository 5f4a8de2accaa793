// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of CodeDeploy's CreateDeploymentConfig for ECS: how traffic is shifted (BG-10).
 *
 * @param trafficRoutingConfig null for all at once
 */
public record DeploymentConfig(
        String deploymentConfigName, String computePlatform, TrafficRoutingConfig trafficRoutingConfig) {
    public DeploymentConfig {
        computePlatform = Absent.or(computePlatform, "ECS");
        trafficRoutingConfig = Absent.or(trafficRoutingConfig, new TrafficRoutingConfig(Type.AllAtOnce, null, null));
    }

    /** Constants are spelled as on the wire. */
    public enum Type {
        AllAtOnce,
        TimeBasedCanary,
        TimeBasedLinear
    }

    /** One of the two is given, by the type. */
    public record TrafficRoutingConfig(Type type, TimeBasedCanary timeBasedCanary, TimeBasedLinear timeBasedLinear) {
        public TrafficRoutingConfig {
            type = Absent.or(type, Type.AllAtOnce);
        }
    }

    /** @param canaryInterval minutes until the rest follows */
    public record TimeBasedCanary(Integer canaryPercentage, Integer canaryInterval) {}

    /** @param linearInterval minutes between the steps */
    public record TimeBasedLinear(Integer linearPercentage, Integer linearInterval) {}
}
