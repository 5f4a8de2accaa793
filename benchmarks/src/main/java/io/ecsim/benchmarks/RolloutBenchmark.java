// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A rolling update of one service behind a load balancer, under traffic, by its number of tasks: how the cost of an
 * hour grows. Containers start at times of their own, so that hardly two tasks become healthy in the same instant.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class RolloutBenchmark {
    private static final int TASKS_PER_INSTANCE = 8;

    @Param({"100", "1000", "4000"})
    public int tasks;

    private Scenario loaded;

    @Setup
    public void read() throws IOException {
        Path file = Files.createTempFile("rollout", ".yaml");
        try {
            // twice the room, for half as many tasks more during the update
            Files.writeString(file, SCENARIO.formatted(tasks, 2 * tasks / TASKS_PER_INSTANCE, 5 * tasks));
            loaded = ScenarioReader.read(file).scenario();
        } finally {
            Files.delete(file);
        }
    }

    @Benchmark
    public RunResult run() {
        return Simulation.run(loaded);
    }

    private static final String SCENARIO = """
            name: rollout
            duration: 1h
            taskDefinitions:
              - family: web
                containerDefinitions:
                  - {name: web, image: "web:1", cpu: 256, memory: 256, portMappings: [{containerPort: 80}]}
              - family: web
                containerDefinitions:
                  - {name: web, image: "web:2", cpu: 256, memory: 256, portMappings: [{containerPort: 80}]}
            targetGroups:
              - {Name: web, HealthCheckIntervalSeconds: 10, Attributes: {deregistration_delay.timeout_seconds: "60"}}
            services:
              - serviceName: web
                taskDefinition: web:1
                desiredCount: %d
                loadBalancers: [{targetGroupArn: web, containerName: web, containerPort: 80}]
                deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 150}
            containerInstances:
              - {instanceType: m6i.large, count: %d}
            applications:
              web: {request: {cpu: 10ms, latency: 40ms}, warmUp: 5s, onStop: {drain: 10s}}
            workload:
              - {service: web, requests: {rate: %d/s}}
            world:
              containerStart: {mean: 1.2s, cv: 0.4}
              pullFixed: {mean: 1s, cv: 0.5}
            timeline:
              - {at: 20m, updateService: {service: web, taskDefinition: "web:2"}}
            """;
}
