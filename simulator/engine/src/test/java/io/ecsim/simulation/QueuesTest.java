// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.Queue;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunResult.QueueResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.Noise;
import io.ecsim.workload.NoisyTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers of a service "web" at a queue "jobs". Expected numbers are computed by hand. */
class QueuesTest {
    private static final Duration POLL = Duration.ofSeconds(20);

    /** Values of metrics by name, each at the end of its minute. */
    private static final class Minutes implements RunObserver {
        final Map<String, Map<Long, Double>> values = new LinkedHashMap<>();
        final List<Entry.MessagesLost> lost = new java.util.ArrayList<>();

        @Override
        public void add(long time, Entry entry) {
            if (entry instanceof Entry.MessagesLost row) {
                lost.add(row);
            }
        }

        @Override
        public void metric(Metric metric, Datapoint point) {
            if (!metric.dimensions().equals("ClusterName=default")) {
                values.computeIfAbsent(metric.name(), name -> new TreeMap<>())
                        .put(point.end() / Time.MINUTE, point.sum() / point.samples());
            }
        }

        double at(String metric, long minute) {
            return values.get(metric).get(minute);
        }
    }

    private static Scenarios workers(int tasks, Traffic messages, double seconds, Map<String, String> attributes) {
        Scenarios scenario = Scenarios.ofWeb().withoutLatencies().service(tasks, 100, 200);
        scenario.queues.add(new Queue("jobs", attributes));
        Consumers consumers = new Consumers("web", 2, new Distribution.Constant(seconds), POLL);
        scenario.workload.add(Workload.ofQueue("jobs", messages, consumers));
        return scenario;
    }

    private static RunResult run(Scenarios scenario, RunObserver observer) {
        return Simulation.run(scenario.build(), observer, () -> false, true);
    }

    private static QueueResult jobs(Scenarios scenario) {
        return run(scenario, RunObserver.NONE).queues().get("jobs");
    }

    private static void software(Scenarios scenario, double cpu, double errors, int drain) {
        RequestModel request = new RequestModel(new Distribution.Constant(cpu), null, null, new Share(errors), null);
        Application.OnStop onStop = new Application.OnStop(Duration.ofSeconds(drain));
        scenario.applications.put("web", new Application(request, null, null, null, null, null, null, onStop));
    }

    /** Two tasks, two messages each, 1.5 s a message, one message a second: those of 299 s and 300 s are in work at 300 s. */
    @Test
    @Tag("SC-141")
    @Tag("SC-142")
    void workersThatKeepUpDeleteEachMessageAsSoonAsItIsProcessed() {
        Minutes minutes = new Minutes();
        RunResult result = run(workers(2, new ConstantTraffic(1), 1.5, null).until(Duration.ofMinutes(10)), minutes);
        QueueResult jobs = result.queues().get("jobs");
        assertThat(jobs.sent()).isEqualTo(600);
        assertThat(jobs.received()).isEqualTo(600);
        assertThat(jobs.deleted()).isEqualTo(598);
        assertThat(jobs.inFlightAtEnd()).isEqualTo(2);
        assertThat(minutes.at("NumberOfMessagesSent", 5)).isEqualTo(60);
        assertThat(minutes.at("NumberOfMessagesDeleted", 5)).isEqualTo(60);
        assertThat(minutes.at("ApproximateNumberOfMessagesVisible", 5)).isZero();
        assertThat(minutes.at("ApproximateNumberOfMessagesNotVisible", 5)).isEqualTo(2);
        assertThat(minutes.at("ApproximateAgeOfOldestMessage", 5)).isEqualTo(1); // that of the last instant is in work
    }

    /** One task: 1 message a second is worked off, 3 come for 100 s, so 200 wait then, the last of them for 200 s. */
    @Test
    void aBacklogGrowsWithTheDifferenceAndIsWorkedOffInTurn() {
        Traffic messages = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ofSeconds(60), 3), new StepTraffic.Step(Duration.ofSeconds(160), 0)));
        Minutes minutes = new Minutes();
        QueueResult jobs = run(workers(1, messages, 2, null).until(Duration.ofMinutes(10)), minutes)
                .queues()
                .get("jobs");
        assertThat(jobs.sent()).isEqualTo(300);
        assertThat(jobs.deleted()).isEqualTo(300);
        // of the 60 sent by 120 s in excess two are in work: 180 sent, 59 finished at 120.33 s, 2 in flight
        assertThat(minutes.at("ApproximateNumberOfMessagesVisible", 2)).isCloseTo(119, within(1.0));
        assertThat(jobs.oldestSecondsMax()).isCloseTo(202, within(1.5));
        assertThat(jobs.visibleAtEnd()).isZero();
    }

    /** One a second, three from 100 s to 200 s and none from 300 s on: 100 + 300 + 100, by hand. */
    @Test
    void producersCanBeMultipliedForSomeTime_alsoWhileWorkersWaitForThem() {
        Scenarios scenario = workers(2, new ConstantTraffic(1), 0.5, null).until(Duration.ofMinutes(10));
        scenario.at(100, new Action.SetTraffic(null, "jobs", 3.0, Duration.ofSeconds(100)));
        scenario.at(300, new Action.SetTraffic(null, "jobs", 0.0, null));
        Minutes minutes = new Minutes();
        QueueResult jobs = run(scenario, minutes).queues().get("jobs");
        assertThat(jobs.sent()).isEqualTo(500);
        assertThat(jobs.deleted()).isEqualTo(500);
        assertThat(minutes.at("NumberOfMessagesSent", 2)).isEqualTo(100); // 40 until 100 s, and 60 in 20 s
        assertThat(minutes.at("NumberOfMessagesSent", 3)).isEqualTo(180);
        assertThat(minutes.at("NumberOfMessagesSent", 4)).isEqualTo(100);
        assertThat(jobs.oldestSecondsMax()).isLessThan(2); // nobody sleeps past a message
    }

    /** Killed at 62 s with two messages, which it began at 60 s: they are back at 90 s, 30 s after they were received. */
    @Test
    void whatATaskHadWhenItWasKilledComesBackAfterTheVisibilityTimeout() {
        Traffic two = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ofSeconds(58), 1), new StepTraffic.Step(Duration.ofSeconds(60), 0)));
        Scenarios scenario = workers(1, two, 20, null).until(Duration.ofMinutes(4));
        scenario.at(62, new Action.TerminateInstances(null, 3));
        Minutes minutes = new Minutes();
        QueueResult jobs = run(scenario, minutes).queues().get("jobs");
        assertThat(minutes.lost)
                .singleElement()
                .satisfies(row -> assertThat(row.messages()).isEqualTo(2));
        assertThat(jobs.received()).isEqualTo(2);
        assertThat(jobs.deleted()).isZero();
        assertThat(jobs.visibleAtEnd()).isEqualTo(2);
        assertThat(minutes.at("ApproximateNumberOfMessagesNotVisible", 1)).isEqualTo(2);
        assertThat(minutes.at("ApproximateNumberOfMessagesVisible", 2)).isEqualTo(2);
    }

    /** The visibility timeout is shorter than the work: each worker ends when another has the message already. */
    @Test
    void aMessageThatAlwaysTakesLongerThanItsVisibilityTimeoutIsNeverDeleted() {
        Traffic one = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ofSeconds(9), 1), new StepTraffic.Step(Duration.ofSeconds(10), 0)));
        QueueResult jobs =
                jobs(workers(2, one, 40, Map.of("VisibilityTimeout", "30")).until(Duration.ofMinutes(5)));
        // received at 10, 40, ... 280 s; the ends at 50, 80, ... come with receipt handles that are old
        assertThat(jobs.received()).isEqualTo(10);
        assertThat(jobs.deleted()).isZero();
        assertThat(jobs.inFlightAtEnd() + jobs.visibleAtEnd()).isEqualTo(1);
    }

    @Test
    void whatFailsGoesToTheDeadLetterQueueAfterTheMaximumOfReceives() {
        Traffic ten = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ofSeconds(10), 1), new StepTraffic.Step(Duration.ofSeconds(20), 0)));
        String policy = "{\"deadLetterTargetArn\": \"arn:aws:sqs:us-east-1:1:dead\", \"maxReceiveCount\": \"3\"}";
        Scenarios scenario = workers(3, ten, 2, Map.of("VisibilityTimeout", "30", "RedrivePolicy", policy));
        scenario.queues.add(new Queue("dead", null));
        software(scenario, 0, 1, 0);
        RunResult result = run(scenario.until(Duration.ofMinutes(10)), RunObserver.NONE);
        assertThat(result.queues().get("jobs").received()).isEqualTo(30);
        assertThat(result.queues().get("jobs").deadLettered()).isEqualTo(10);
        assertThat(result.queues().get("dead").movedIn()).isEqualTo(10);
        assertThat(result.queues().get("dead").sent()).isZero();
        assertThat(result.queues().get("dead").visibleAtEnd()).isEqualTo(10);
    }

    /** Told to stop at 61 s with messages that it would finish at 80 s; SIGKILL comes 30 s after SIGTERM. */
    @Test
    void onSigtermAWorkerFinishesWhatItHasIfItMay() {
        Traffic two = new StepTraffic(List.of(
                new StepTraffic.Step(Duration.ofSeconds(58), 1), new StepTraffic.Step(Duration.ofSeconds(60), 0)));
        Scenarios patient =
                workers(1, two, 20, null).at(61, Scenarios.scaleTo(0)).until(Duration.ofMinutes(4));
        software(patient, 0, 0, 120);
        Minutes minutes = new Minutes();
        assertThat(run(patient, minutes).queues().get("jobs").deleted()).isEqualTo(2);
        assertThat(minutes.lost).isEmpty();

        Scenarios slow = workers(1, two, 60, null).at(61, Scenarios.scaleTo(0)).until(Duration.ofMinutes(4));
        software(slow, 0, 0, 120);
        assertThat(run(slow, minutes).queues().get("jobs").deleted()).isZero();
        assertThat(minutes.lost)
                .singleElement()
                .satisfies(row -> assertThat(row.messages()).isEqualTo(2));
    }

    @Test
    void aTaskThatWasToldToStopTakesNoMoreAndEndsWhenItHasFinished() {
        Scenarios scenario = workers(1, new ConstantTraffic(1), 10, null).at(61, Scenarios.scaleTo(0));
        software(scenario, 0, 0, 300);
        QueueResult jobs = jobs(scenario.until(Duration.ofMinutes(3)));
        assertThat(jobs.deleted()).isEqualTo(jobs.received());
        assertThat(jobs.inFlightAtEnd()).isZero();
        assertThat(jobs.visibleAtEnd()).isEqualTo((int) (jobs.sent() - jobs.deleted()));
    }

    @Test
    void messagesOlderThanTheRetentionPeriodAreDropped() {
        Scenarios scenario = workers(0, new ConstantTraffic(1), 2, Map.of("MessageRetentionPeriod", "60"));
        QueueResult jobs = jobs(scenario.until(Duration.ofMinutes(5)));
        assertThat(jobs.sent()).isEqualTo(300);
        assertThat(jobs.expired()).isEqualTo(240);
        assertThat(jobs.visibleAtEnd()).isEqualTo(60);
    }

    @Test
    void aDelayedMessageIsNotReceivedBeforeItsTime() {
        Scenarios scenario = workers(1, new ConstantTraffic(1), 0, Map.of("DelaySeconds", "45"));
        Minutes minutes = new Minutes();
        QueueResult jobs =
                run(scenario.until(Duration.ofMinutes(2)), minutes).queues().get("jobs");
        assertThat(jobs.delayedAtEnd()).isEqualTo(45);
        assertThat(jobs.deleted()).isEqualTo(75);
        assertThat(minutes.at("ApproximateNumberOfMessagesDelayed", 1)).isEqualTo(45);
        assertThat(jobs.oldestSecondsMax()).isEqualTo(45);
    }

    /** Nothing comes: a long poll of 20 s of one task ends three times a minute, a short one every second. */
    @Test
    @Tag("SC-142")
    void receivesThatFindNothingAreCounted() {
        Minutes minutes = new Minutes();
        run(workers(1, ConstantTraffic.NONE, 2, null).until(Duration.ofMinutes(3)), minutes);
        assertThat(minutes.at("NumberOfEmptyReceives", 2)).isEqualTo(3);

        Scenarios scenario = Scenarios.ofWeb().withoutLatencies().service(1, 100, 200);
        scenario.queues.add(new Queue("jobs", null));
        scenario.workload.add(Workload.ofQueue("jobs", null, new Consumers("web", null, null, null)));
        Minutes shortPolls = new Minutes();
        run(scenario.until(Duration.ofMinutes(3)), shortPolls);
        assertThat(shortPolls.at("NumberOfEmptyReceives", 2)).isEqualTo(60);
    }

    /** Six hours after the last message, and without anybody who asks, there are no points any more. */
    @Test
    @Tag("SC-140")
    void aQueueThatNobodyUsesHasNoMetrics() {
        Traffic hour = new StepTraffic(
                List.of(new StepTraffic.Step(Duration.ZERO, 1), new StepTraffic.Step(Duration.ofHours(1), 0)));
        Scenarios scenario = workers(1, hour, 1, null).at(7_200, Scenarios.scaleTo(0));
        scenario.queues.add(new Queue("unused", null));
        Minutes minutes = new Minutes();
        Simulation.run(scenario.until(Duration.ofHours(10)).build(), minutes, () -> false);
        Map<Long, Double> visible = minutes.values.get("ApproximateNumberOfMessagesVisible");
        assertThat(visible).containsKey(8 * 60L).doesNotContainKey(8 * 60 + 2L);
    }

    /** 0.4 s of CPU a message, one message a second on a task of a quarter of a vCPU without a limit: 160 %. */
    @Test
    @Tag("SC-115")
    void theCpuOfMessagesIsInTheUtilisationOfTheService() {
        Scenarios scenario = workers(1, new ConstantTraffic(1), 1.5, null);
        software(scenario, 0.4, 0, 0);
        Minutes minutes = new Minutes();
        run(scenario.until(Duration.ofMinutes(4)), minutes);
        assertThat(minutes.at("CPUUtilization", 3)).isCloseTo(160, within(0.01));
    }

    private static MetricDataQuery asked(
            String id, String namespace, String name, String statistic, MetricDimension... dimensions) {
        MetricDataQuery.Metric metric = new MetricDataQuery.Metric(namespace, name, List.of(dimensions));
        return new MetricDataQuery(
                id, new MetricDataQuery.MetricStat(metric, null, statistic, null), null, null, false, null);
    }

    /** 1500 messages that nobody takes, in the first minute; at 10 s and 0.1 s a message, 100 may wait for a task. */
    private static Recorder backlogOf1500(int tasks) {
        Scenarios scenario = Scenarios.ofWeb().withContainerInsights().service(tasks, 100, 200);
        scenario.queues.add(new Queue("jobs", null));
        scenario.workload.add(Workload.ofQueue(
                "jobs",
                new StepTraffic(List.of(
                        new StepTraffic.Step(Duration.ZERO, 25), new StepTraffic.Step(Duration.ofMinutes(1), 0))),
                null));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 0, 20));
        CustomizedMetricSpecification backlog = new CustomizedMetricSpecification(
                null,
                null,
                null,
                null,
                null,
                List.of(
                        asked(
                                "m1",
                                "AWS/SQS",
                                "ApproximateNumberOfMessagesVisible",
                                "Sum",
                                new MetricDimension("QueueName", "jobs")),
                        asked(
                                "m2",
                                "ECS/ContainerInsights",
                                "RunningTaskCount",
                                "Average",
                                new MetricDimension("ClusterName", "default"),
                                new MetricDimension("ServiceName", "web")),
                        new MetricDataQuery("backlog", null, "m1 / m2", null, true, null)));
        scenario.scalingPolicies.add(new ScalingPolicy(
                "backlog",
                "service/default/web",
                PolicyType.TargetTrackingScaling,
                new TargetTrackingScalingPolicyConfiguration(100.0, null, backlog, null, null, false)));
        return Recorder.of(scenario.until(Duration.ofMinutes(20)));
    }

    @Test
    @Tag("CW-26")
    @Tag("SC-380")
    @Tag("SC-381")
    void aBacklogOf150ForEachOfTenTasksWantsFifteenAndWithoutATaskItIsUnknown() {
        Recorder ten = backlogOf1500(10);
        assertThat(ten.lastPoint("ApproximateNumberOfMessagesVisible").sum()).isEqualTo(1500);
        assertThat(ten.all(Entry.ServiceScaled.class))
                .extracting(Entry.ServiceScaled::to)
                .containsExactly(15);
        Recorder none = backlogOf1500(0);
        assertThat(none.lastPoint("RunningTaskCount").sum()).isZero();
        assertThat(none.all(Entry.ServiceScaled.class)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 60));
    }

    /** Invariants are checked all along: each message is in one place, whatever happens to tasks and instances. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noMessageIsLostFromTheBooksUnderAnyFault(long seed) {
        RandomStream random = new RandomStreams(seed).stream("worlds");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("VisibilityTimeout", Integer.toString(random.nextInt(90)));
        attributes.put("MessageRetentionPeriod", Integer.toString(60 + random.nextInt(900)));
        attributes.put("DelaySeconds", Integer.toString(random.nextInt(2) * random.nextInt(60)));
        attributes.put(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":" + (1 + random.nextInt(4)) + "}");
        Traffic messages = new NoisyTraffic(
                new ConstantTraffic(random.nextInt(40) / 10.0), new Noise(1.0 + random.nextInt(20), null));
        Scenarios scenario = Scenarios.ofWeb().service(random.nextInt(5), 50, 200);
        scenario.seed = seed;
        scenario.queues.add(new Queue("jobs", attributes));
        scenario.queues.add(new Queue("dead", Map.of("MessageRetentionPeriod", "300")));
        Distribution processing = new Distribution.LogNormal(0.1 + random.nextInt(40), 2);
        Duration poll = random.nextInt(2) == 0 ? null : POLL;
        scenario.workload.add(
                Workload.ofQueue("jobs", messages, new Consumers("web", 1 + random.nextInt(4), processing, poll)));
        scenario.workload.add(Workload.ofQueue("jobs", new ConstantTraffic(random.nextInt(2)), null));
        if (random.nextInt(2) == 0) {
            scenario.workload.add(Workload.ofQueue("dead", null, new Consumers("web", 1, processing, poll)));
        }
        software(scenario, random.nextInt(2), random.nextInt(3) / 10.0, random.nextInt(60));
        for (int i = 0; i < 6; i++) {
            scenario.at(random.nextInt(1_800), fault(random));
        }
        RunResult result = run(scenario.until(Duration.ofMinutes(30)), RunObserver.NONE);
        QueueResult jobs = result.queues().get("jobs");
        QueueResult dead = result.queues().get("dead");
        assertThat(dead.movedIn()).isEqualTo(jobs.deadLettered());
        assertThat(jobs.received()).isGreaterThanOrEqualTo(jobs.deleted());
        for (QueueResult queue : List.of(jobs, dead)) {
            assertThat(queue.sent() + queue.movedIn())
                    .isEqualTo(queue.deleted()
                            + queue.deadLettered()
                            + queue.expired()
                            + queue.delayedAtEnd()
                            + queue.visibleAtEnd()
                            + queue.inFlightAtEnd());
        }
    }

    private static Action fault(RandomStream random) {
        return switch (random.nextInt(4)) {
            case 0 -> Scenarios.scaleTo(random.nextInt(6));
            case 1 -> new Action.TerminateInstances(null, 1);
            case 2 -> Scenarios.deploy("web:2");
            default -> Scenarios.drain("us-east-1a/*");
        };
    }
}
