// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.experiment.ExpectationResult;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A day that never ran: daily traffic in 288 steps, tasks that follow it up to 20, one deployment, one lost instance.
 * Any number of services share the day, a little apart from one another.
 */
final class SyntheticDay {
    static final long MINUTE = 60 * Clock.SECOND;
    private static final int MINUTES = 1_440;
    private static final int TARGET = 60;
    private static final List<String> NOTES = List.of(
            "CreateService enableECSManagedTags is accepted and not simulated.",
            "A pull transfers 20 MiB in a second.");

    private final List<String> services;
    private final Recording recording = new Recording();
    private final Map<String, Deque<String>> running = new LinkedHashMap<>();
    private int nextTask;

    private SyntheticDay(List<String> services) {
        this.services = services;
    }

    static RunOutcome of(String... services) {
        SyntheticDay day = new SyntheticDay(List.of(services));
        day.play();
        return new RunOutcome(
                day.scenario(),
                "./ecsim run scenarios/" + services[0] + " --seed 7",
                day.result(),
                Map.of("seed", 7L, "version", "0.1.0", "notes", NOTES),
                day.recording,
                "9f2c".repeat(16),
                List.of(
                        new ExpectationResult("requests.failed == 0", false, new BigDecimal("1204"), null),
                        new ExpectationResult(
                                "max(AWS/ECS CPUUtilization " + services[0] + ") < 95",
                                true,
                                new BigDecimal("71.3"),
                                null)),
                false,
                812);
    }

    private void play() {
        recording.add(0, new Entry.Requested("CreateCluster", "default", null, "ok"));
        for (int i = 0; i < 6; i++) {
            recording.add(0, new Entry.InstanceRegistered("i-0" + i, "m6i.large", zone(i), 2048, 7782));
        }
        for (String service : services) {
            running.put(service, new ArrayDeque<>());
            recording.add(0, new Entry.ServiceCreated(service, service + ":1", 4));
            recording.add(0, new Entry.DeploymentStarted(service, "ecs-svc/0001", service + ":1", "service created"));
        }
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int i = 0; i < services.size(); i++) {
                minute(services.get(i), i, minute);
            }
            cluster(minute);
        }
    }

    private void minute(String service, int i, int minute) {
        long now = minute * MINUTE;
        Deque<String> tasks = running.get(service);
        double perSecond = traffic(minute / 5 * 5 - 60 * i) / (1 + i);
        int wanted = Math.max(4, (int) Math.ceil(perSecond / 26));
        if (wanted != tasks.size() && minute % 3 == 0) {
            scale(service, now, wanted);
        }
        if (minute == 540) {
            recording.add(now, new Entry.DeploymentStarted(service, "ecs-svc/0002", service + ":2", "UpdateService"));
        }
        double failing = minute >= 800 && minute < 806 ? 0.08 : 0;
        double cpu = 100 * perSecond / 43 / tasks.size();
        ecs("CPUUtilization", service, minute, tasks.size(), cpu);
        ecs("MemoryUtilization", service, minute, tasks.size(), 38 + minute / 200.0);
        double requests = 60 * perSecond;
        alb("RequestCount", "Count", service, minute, requests, requests, 1, 1);
        alb("HTTPCode_Target_5XX_Count", "Count", service, minute, failing * requests, failing * requests, 1, 1);
        double seconds = 0.042 + 0.0008 * Math.max(0, cpu - 50) + failing;
        alb("TargetResponseTime", "Seconds", service, minute, requests, seconds * requests, 0.008, seconds * 4.2);
    }

    private void scale(String service, long now, int wanted) {
        Deque<String> tasks = running.get(service);
        int from = tasks.size();
        if (from > 0) {
            recording.add(
                    now,
                    new Entry.ServiceScaled(
                            service,
                            "cpu60",
                            from,
                            wanted,
                            "CPUUtilization away from " + TARGET + " for 3 of 3 minutes"));
            recording.add(now, new Entry.DesiredCountChanged(service, from, wanted, "cpu60"));
        }
        while (tasks.size() < wanted) {
            String task = "t-" + nextTask++;
            tasks.addLast(task);
            recording.add(
                    now,
                    new Entry.TaskPlaced(
                            task,
                            service,
                            "service:" + service,
                            "ecs-svc/0001",
                            service + ":1",
                            "i-00",
                            zone(nextTask),
                            512,
                            1024));
            recording.add(now + 20 * Clock.SECOND, new Entry.TaskStatusChanged(task, service, TaskLastStatus.RUNNING));
            recording.add(
                    now + 45 * Clock.SECOND, new Entry.TaskHealthChanged(task, service, true, "target is healthy"));
        }
        while (tasks.size() > wanted) {
            String task = tasks.removeFirst();
            recording.add(
                    now,
                    new Entry.TaskStopRequested(task, service, TaskStopCode.ServiceSchedulerInitiated, "scale-in"));
            recording.add(now + 50 * Clock.SECOND, new Entry.TaskStatusChanged(task, service, TaskLastStatus.STOPPED));
        }
    }

    private void cluster(int minute) {
        long now = minute * MINUTE;
        if (minute == 800) {
            recording.add(now, new Entry.InstanceTerminated("i-03", "terminateInstances of the timeline"));
            recording.add(
                    now,
                    new Entry.PlacementRefused(
                            "service:" + services.get(0),
                            services.get(0),
                            services.get(0) + ":2",
                            2,
                            "RESOURCE:MEMORY on 5 of 5 instances"));
        }
        if (minute == 804) {
            recording.add(now, new Entry.InstanceRegistered("i-06", "m6i.large", "us-east-1a", 2048, 7782));
        }
        int tasks = running.values().stream().mapToInt(Deque::size).sum();
        point("CPUReservation", minute, 512.0 * tasks / (6 * 2048) * 100 / services.size());
        point("MemoryReservation", minute, 1024.0 * tasks / (6 * 7782) * 100 / services.size());
    }

    private void point(String name, int minute, double value) {
        Metric metric = new Metric("AWS/ECS", name, "ClusterName=default", "Percent");
        recording.metric(metric, new Datapoint(minute * MINUTE, MINUTE, 1, value, value, value));
    }

    private void ecs(String name, String service, int minute, int tasks, double percent) {
        Metric metric = new Metric("AWS/ECS", name, "ClusterName=default,ServiceName=" + service, "Percent");
        recording.metric(
                metric, new Datapoint(minute * MINUTE, MINUTE, tasks, tasks * percent, percent * 0.9, percent * 1.1));
    }

    private void alb(
            String name, String unit, String service, int minute, double samples, double sum, double min, double max) {
        Metric metric =
                new Metric("AWS/ApplicationELB", name, "TargetGroup=" + service + ",LoadBalancer=" + service, unit);
        recording.metric(metric, new Datapoint(minute * MINUTE, MINUTE, samples, sum, min, max));
    }

    private static double traffic(int minute) {
        double day = 1 - Math.cos(2 * Math.PI * (minute - 240) / MINUTES);
        return 60 + 210 * day + 22 * Math.sin(minute / 17.0) + 9 * Math.sin(minute * 1.7);
    }

    private static String zone(int i) {
        return "us-east-1" + (char) ('a' + i % 3);
    }

    private Scenario scenario() {
        List<CreateServiceRequest> requests = new ArrayList<>();
        List<ScalingPolicy> policies = new ArrayList<>();
        for (String service : services) {
            requests.add(new CreateServiceRequest(
                    service,
                    service + ":1",
                    4,
                    null,
                    null,
                    List.of(new LoadBalancer(service, "app", 80)),
                    null,
                    null,
                    null,
                    null,
                    null));
            policies.add(new ScalingPolicy(
                    "cpu60",
                    "service/default/" + service,
                    PolicyType.TargetTrackingScaling,
                    new TargetTrackingScalingPolicyConfiguration(
                            (double) TARGET,
                            new PredefinedMetricSpecification(MetricType.ECSServiceAverageCPUUtilization, null),
                            null,
                            60,
                            300,
                            null)));
        }
        return new Scenario(
                services.get(0),
                "A day of a web shop behind a balancer: scaled by CPU, deployed at nine, an instance lost at lunch.",
                null,
                null,
                Duration.ofHours(24),
                7L,
                null,
                null,
                requests,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                policies,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new Action.Timed(Duration.ofMinutes(800), new Action.TerminateInstances(null, 1)),
                        new Action.Timed(Duration.ofHours(20), new Action.SetTraffic(services.get(0), 1.5, null))));
    }

    private RunResult result() {
        Map<String, RunResult.ServiceResult> results = new LinkedHashMap<>();
        RunResult.Requests requests = new RunResult.Requests(
                23_414_208_000_000L, 23_412_894_000_000L, 1_204_000_000L, 110_000_000L, 0, 3_000_000L);
        RunResult.Latency latency = new RunResult.Latency(48.24, 44.1, 92.7, 181.3);
        for (String service : services) {
            results.put(
                    service,
                    new RunResult.ServiceResult(
                            5,
                            5,
                            118,
                            113,
                            2,
                            requests,
                            latency,
                            42.5,
                            List.of(update(service), creation(service)),
                            List.of()));
        }
        return new RunResult(
                MINUTES * MINUTE,
                184_233,
                false,
                requests,
                latency,
                results,
                Map.of(),
                new RunResult.StandaloneTasks(0, 0, 0, 0),
                new RunResult.ClusterResult(7, 7, 6, 144.2, 0.6, 0.412, 0.5, 0.296, 20, 380, 0.08, 2, 7, 4),
                SyntheticRuns.bill(new BigDecimal("13.8432")),
                Map.of());
    }

    private static RunResult.DeploymentResult creation(String service) {
        List<RunResult.Step> steps = List.of(
                new RunResult.Step(0, 0, 4, 0, 4, 0, 0, 0, "4 tasks are not healthy yet"),
                new RunResult.Step(50 * Clock.SECOND, 0, 0, 0, 0, 4, 0, 100, null));
        return new RunResult.DeploymentResult(
                "ecs-svc/0001", service + ":1", DeploymentRolloutState.COMPLETED, null, 0, 50, 0, 5000, steps, 0);
    }

    private static RunResult.DeploymentResult update(String service) {
        List<RunResult.Step> steps = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            steps.add(
                    new RunResult.Step(540 * MINUTE + i * 20 * Clock.SECOND, i % 3, 2, 14 - i, 2, i, i % 2, 100, null));
        }
        return new RunResult.DeploymentResult(
                "ecs-svc/0002",
                service + ":2",
                DeploymentRolloutState.COMPLETED,
                null,
                540 * MINUTE,
                300,
                100,
                0,
                steps,
                0);
    }
}
