// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A day of a cluster of any size, the same but for its size: five services behind load balancers follow a daily wave with
 * noise by target tracking, and a capacity provider with managed scaling follows them. At the peak there are so many
 * instances and ten times as many tasks, in the night less than half.
 */
public final class BigDay {
    private static final int SERVICES = 5;
    private static final int TASKS_PER_INSTANCE = 10;
    /** Requests a second that keep a task of three quarters of a vCPU busy for 60 %, at 20 ms each. */
    private static final double RATE_OF_A_TASK = 22.5;

    private BigDay() {}

    /** Prints the scenario: {@code BigDay 1000 > big-day.yaml}. */
    public static void main(String[] args) {
        System.out.print(yaml(Integer.parseInt(args[0]), 24));
    }

    static Scenario of(int instances, int hours) throws IOException {
        Path file = Files.createTempFile("big-day", ".yaml");
        try {
            Files.writeString(file, yaml(instances, hours));
            return ScenarioReader.read(file).scenario();
        } finally {
            Files.delete(file);
        }
    }

    static String yaml(int instances, int hours) {
        int tasks = TASKS_PER_INSTANCE * instances / SERVICES;
        return """
                name: big-day
                duration: %dh
                quotas: {provisioningTasks: %d, tasksPerService: %d}
                autoScalingGroups:
                  - {AutoScalingGroupName: web, InstanceType: m6i.2xlarge, MinSize: 1, MaxSize: %d, DesiredCapacity: %d}
                capacityProviders:
                  - name: web
                    autoScalingGroupProvider:
                      autoScalingGroupArn: web
                      managedScaling: {status: ENABLED, targetCapacity: 95, maximumScalingStepSize: 10000}
                world:
                  containerStart: {mean: 1.2s, cv: 0.4}
                  pullFixed: {mean: 1s, cv: 0.5}
                  instanceLaunch: {p50: 80s, p99: 150s}
                """.formatted(hours, 20 * instances, 4 * tasks, 2 * instances, Math.max(1, instances / 2))
                + list("taskDefinitions", s -> """
                          - family: s%1$d
                            cpu: "768"
                            memory: "1536"
                            containerDefinitions: [{name: app, image: "s%1$d:1", portMappings: [{containerPort: 80}]}]
                        """.formatted(s))
                + list("targetGroups", s -> """
                          - {Name: s%d, Attributes: {deregistration_delay.timeout_seconds: "60"}}
                        """.formatted(s))
                + list("services", s -> """
                          - serviceName: s%1$d
                            taskDefinition: s%1$d
                            desiredCount: %2$d
                            capacityProviderStrategy: [{capacityProvider: web, weight: 1}]
                            loadBalancers: [{targetGroupArn: s%1$d, containerName: app, containerPort: 80}]
                            placementStrategy:
                              - {type: spread, field: attribute:ecs.availability-zone}
                              - {type: binpack, field: cpu}
                            healthCheckGracePeriodSeconds: 60
                        """.formatted(s, tasks / 2))
                + list("scalableTargets", s -> """
                          - {ResourceId: service/default/s%d, MinCapacity: %d, MaxCapacity: %d}
                        """.formatted(s, Math.max(1, tasks / 4), 2 * tasks))
                + list("scalingPolicies", s -> """
                          - PolicyName: cpu-%1$d
                            ResourceId: service/default/s%1$d
                            PolicyType: TargetTrackingScaling
                            TargetTrackingScalingPolicyConfiguration:
                              TargetValue: 60
                              PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                              ScaleOutCooldown: 60
                              ScaleInCooldown: 300
                        """.formatted(s))
                + list("applications", s -> """
                          s%d: {request: {cpu: 20ms, latency: 40ms}, warmUp: 10s, onStop: {drain: 5s}}
                        """.formatted(s))
                + list("workload", s -> """
                          - service: s%d
                            requests: {daily: {base: %d/s, peak: %d/s, peakAt: %dh}, noise: {dispersion: 2}}
                        """.formatted(
                        s, Math.round(0.4 * RATE_OF_A_TASK * tasks), Math.round(RATE_OF_A_TASK * tasks), 12 + s));
    }

    private static String list(String name, IntFunction<String> item) {
        return IntStream.range(0, SERVICES).mapToObj(item).collect(Collectors.joining("", name + ":\n", ""));
    }
}
