// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.SettingName;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.Statistic;
import io.ecsim.workload.Application;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics that a run publishes. A task of the small definition reserves 256 CPU units (0.25 vCPU) and 256 MiB. */
class MetricsTest {

    private static Application application(double cpu, double latency, double errors, Health health) {
        RequestModel request = new RequestModel(
                new Distribution.Constant(cpu), new Distribution.Constant(latency), null, new Share(errors), null);
        Application.MemoryModel memory = new Application.MemoryModel(new Bytes(64 * Bytes.MIB));
        return new Application(request, null, null, memory, null, null, health, null);
    }

    private static Application idling(double vcpus) {
        Application.MemoryModel memory = new Application.MemoryModel(new Bytes(64 * Bytes.MIB));
        return new Application(null, null, null, memory, new Share(vcpus), null, null, null);
    }

    private static Scenarios with(Scenarios scenario, Application application, double requestsPerSecond) {
        scenario.applications.put("web", application);
        scenario.workload.add(new Workload("web", new ConstantTraffic(requestsPerSecond)));
        return scenario.until(Duration.ofMinutes(10));
    }

    private static double last(Recorder run, String metric, Statistic statistic) {
        return run.lastPoint(metric).value(statistic);
    }

    @Test
    @Tag("SC-115")
    @Tag("SC-110")
    void inASteadyStateUtilizationIsWorkOverReservation() {
        Recorder run = Recorder.of(with(Scenarios.ofWeb().service(2, 100, 200), application(0.005, 0, 0, null), 20));
        // 20 requests/s x 0.005 s of 2 x 0.25 vCPU: 20 %. 64 of 256 MiB: 25 %.
        assertThat(last(run, "CPUUtilization", Statistic.Average)).isEqualTo(20, within(0.02));
        assertThat(last(run, "MemoryUtilization", Statistic.Average)).isEqualTo(25, within(0.025));
        assertThat(run.points("CPUUtilization")).hasSize(10).allMatch(point -> point.period() == Time.MINUTE);
        assertThat(run.points("CPUUtilization")).extracting(Datapoint::start).doesNotHaveDuplicates();
    }

    /** Two old tasks use 0.05 of 0.25 vCPU each, two new ones 0.3 of 0.5; the new ones are not healthy for an hour. */
    @Test
    @Tag("SC-117")
    @Tag("SC-115")
    void theExtremesAreThoseOfTasksAndTheAverageThatOfTheSums() {
        Scenarios scenario = Scenarios.ofWeb().service(2, 100, 200);
        scenario.taskDefinitions.set(1, Scenarios.web(512, 256));
        scenario.applications.put("web:1", idling(0.05));
        scenario.applications.put("web:2", idling(0.3));
        scenario.world(null, null, Duration.ofHours(1))
                .at(60, Scenarios.deploy("web:2"))
                .until(Duration.ofMinutes(10));
        Recorder run = Recorder.of(scenario);
        assertThat(last(run, "CPUUtilization", Statistic.SampleCount)).isEqualTo(4);
        assertThat(last(run, "CPUUtilization", Statistic.Minimum)).isEqualTo(20, within(1e-6));
        assertThat(last(run, "CPUUtilization", Statistic.Maximum)).isEqualTo(60, within(1e-6));
        // (2 x 0.05 + 2 x 0.3) / (2 x 0.25 + 2 x 0.5)
        assertThat(last(run, "CPUUtilization", Statistic.Average)).isEqualTo(100 * 0.7 / 1.5, within(1e-6));
    }

    @Test
    @Tag("SC-118")
    void withoutARunningTaskThereIsNoUtilization() {
        Scenarios scenario = with(Scenarios.ofWeb().service(2, 100, 200), idling(0.05), 0);
        Recorder run = Recorder.of(scenario.at(300, Scenarios.scaleTo(0)));
        assertThat(run.points("CPUUtilization"))
                .extracting(point -> point.start() / Time.MINUTE)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(run.points("MemoryUtilization")).hasSize(5);
        assertThat(run.points("CPUReservation")).hasSize(10);
        assertThat(last(run, "CPUReservation", Statistic.Average)).isZero();
    }

    /** Three m6i.large register 3 x 2048 CPU units and 3 x 7782 MiB; a fifth task is PENDING when the minute ends. */
    @Test
    @Tag("SC-111")
    @Tag("SC-112")
    void reservationCountsRunningTasksOnActiveAndDrainingInstances() {
        Scenarios scenario = Scenarios.ofWeb().service(4, 100, 100);
        scenario.at(30, Scenarios.drain("i-00003"))
                .at(119, Scenarios.scaleTo(5))
                .until(Duration.ofMinutes(3));
        Recorder run = Recorder.of(scenario);
        assertThat(run.points("CPUReservation"))
                .extracting(point -> point.value(Statistic.Average))
                .containsExactly(100 * 1024 / 6144.0, 100 * 1024 / 6144.0, 100 * 1280 / 6144.0);
        assertThat(run.points("MemoryReservation").get(1).value(Statistic.Average))
                .isEqualTo(100 * 1024 / 23346.0);
    }

    /** AWS's example: 16384 + 2048 CPU units, 30158 + 3768 MiB, and ten tasks of 1024 units and 2048 MiB. */
    @Test
    @Tag("CW-1")
    @Tag("SC-111")
    @Tag("SC-112")
    void tenTasksReserve55PercentOfTheCpuAnd60OfTheMemory() {
        Scenarios scenario = new Scenarios();
        scenario.instances.add(registering("c5.4xlarge", 31129 - 30158));
        scenario.instances.add(registering("c5.large", 3891 - 3768));
        scenario.taskDefinitions.add(Scenarios.web(1024, 2048));
        Recorder run = Recorder.of(scenario.service(10, 100, 200).until(Duration.ofMinutes(5)));
        assertThat(last(run, "CPUReservation", Statistic.Average)).isEqualTo(55.556, within(0.0005));
        assertThat(last(run, "MemoryReservation", Statistic.Average)).isEqualTo(60.367, within(0.0005));
    }

    private static ContainerInstances registering(String type, int reservedMemory) {
        EcsConfig agent = new EcsConfig(reservedMemory, null, null, null, null, null, null, null, null, null, null);
        return new ContainerInstances(type, null, 1, null, null, null, agent);
    }

    /**
     * One task of 512 CPU units and 1024 MiB on an instance of 2048 units; without a CPU size of the task it may use what
     * is idle.
     */
    @ParameterizedTest
    @Tag("CW-2")
    @Tag("SC-115")
    @Tag("SC-116")
    @CsvSource({
        "2.0, 512, null, 400, 50",
        "0.125, 128, null, 25, 12.5",
        "2.0, 512, 512, 100, 50",
    })
    void utilizationIsOfWhatIsReserved(double vcpus, int mebibytes, String taskCpu, double cpu, double memory) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        ContainerDefinition container = new ContainerDefinition("web", "web", 512, 1024, null, null, null, null, null);
        String size = "null".equals(taskCpu) ? null : taskCpu;
        scenario.taskDefinitions.add(new TaskDefinition("web", List.of(container), null, size, null, null, null, null));
        Application.MemoryModel held = new Application.MemoryModel(new Bytes(mebibytes * Bytes.MIB));
        scenario.applications.put("web", new Application(null, null, null, held, new Share(vcpus), null, null, null));
        Recorder run = Recorder.of(scenario.service(1, 100, 200).until(Duration.ofMinutes(5)));
        assertThat(last(run, "CPUUtilization", Statistic.Average)).isEqualTo(cpu, within(1e-9));
        assertThat(last(run, "MemoryUtilization", Statistic.Average)).isEqualTo(memory, within(1e-9));
    }

    private static double ofCluster(Recorder run, String namespace, String name, String unit) {
        return lastOf(run, new Metric(namespace, name, "ClusterName=default", unit));
    }

    private static double lastOf(Recorder run, Metric metric) {
        List<Datapoint> points = run.byMetric.get(metric);
        assertThat(points).as(metric.toString()).isNotNull();
        return points.get(points.size() - 1).value(Statistic.Average);
    }

    /** Two tasks and a standalone one use 0.05 vCPU and 64 MiB each, of 3 x 2048 CPU units and 3 x 7782 MiB. */
    @Test
    @Tag("SC-114")
    void theClusterIsUtilizedByAllItsTasks() {
        Scenarios scenario = with(Scenarios.ofWeb().service(2, 100, 200), idling(0.05), 0);
        Recorder run = Recorder.of(scenario.at(30, Scenarios.runTask(1)));
        assertThat(ofCluster(run, "AWS/ECS", "CPUUtilization", "Percent"))
                .isEqualTo(100 * 3 * 0.05 * 1024 / 6144, within(1e-9));
        assertThat(ofCluster(run, "AWS/ECS", "MemoryUtilization", "Percent"))
                .isEqualTo(100 * 3 * 64 / 23346.0, within(1e-9));

        Recorder idle = Recorder.of(Scenarios.ofWeb().service(0, 100, 200).until(Duration.ofMinutes(5)));
        assertThat(idle.byMetric.keySet()).extracting(Metric::name).doesNotContain("CPUUtilization");
    }

    /** The same cluster; each task reserves 256 CPU units and 256 MiB. Two tasks more come in the last minute. */
    @Test
    @Tag("SC-120")
    void containerInsightsCountAndMeasureServicesAndTheCluster() {
        Scenarios scenario =
                with(Scenarios.ofWeb().service(2, 100, 200), idling(0.05), 0).withContainerInsights();
        Recorder run = Recorder.of(scenario.at(30, Scenarios.runTask(1)).at(570, Scenarios.scaleTo(4)));
        String web = "ClusterName=default,ServiceName=web";
        List.of("DesiredTaskCount 4", "RunningTaskCount 4", "PendingTaskCount 0", "DeploymentCount 1", "TaskSetCount 0")
                .forEach(each -> assertThat(
                                lastOf(run, new Metric("ECS/ContainerInsights", each.split(" ")[0], web, "Count")))
                        .as(each)
                        .isEqualTo(Double.parseDouble(each.split(" ")[1])));
        assertThat(ofCluster(run, "ECS/ContainerInsights", "TaskCount", "Count"))
                .isEqualTo(5);
        assertThat(ofCluster(run, "ECS/ContainerInsights", "ServiceCount", "Count"))
                .isEqualTo(1);
        assertThat(ofCluster(run, "ECS/ContainerInsights", "ContainerInstanceCount", "Count"))
                .isEqualTo(3);
        assertThat(ofCluster(run, "ECS/ContainerInsights", "CpuReserved", "None"))
                .isEqualTo(5 * 256);
        assertThat(ofCluster(run, "ECS/ContainerInsights", "MemoryReserved", "Megabytes"))
                .isEqualTo(5 * 256);
        Metric used = new Metric("ECS/ContainerInsights", "CpuUtilized", web, "None");
        assertThat(run.byMetric.get(used).get(5).value(Statistic.Average)).isEqualTo(2 * 0.05 * 1024, within(1e-9));
        assertThat(run.byMetric.get(used)).hasSize(10);

        Scenarios off = Scenarios.ofWeb().service(1, 100, 200).until(Duration.ofMinutes(2));
        assertThat(Recorder.of(off).byMetric.keySet())
                .extracting(Metric::namespace)
                .containsOnly("AWS/ECS");
        off.accountSettings.add(new PutAccountSettingRequest(SettingName.containerInsights, "enhanced"));
        assertThat(Recorder.of(off).byMetric.keySet())
                .extracting(Metric::namespace)
                .contains("ECS/ContainerInsights");
    }

    @Test
    @Tag("SC-130")
    @Tag("LB-20")
    void withoutRequestsOnlyCountsOfRequestsAndHostsAreReported() {
        Recorder run = Recorder.of(with(Scenarios.ofWeb().behindLoadBalancer(2), application(0.005, 0, 0, null), 0));
        assertThat(run.metrics.keySet())
                .containsExactlyInAnyOrder(
                        "CPUReservation",
                        "MemoryReservation",
                        "CPUUtilization",
                        "MemoryUtilization",
                        "RequestCount",
                        "RequestCountPerTarget",
                        "HealthyHostCount",
                        "UnHealthyHostCount");
        assertThat(run.points("RequestCountPerTarget")).hasSize(10).allMatch(point -> point.sum() == 0);
    }

    @Test
    @Tag("SC-130")
    @Tag("SC-131")
    @Tag("SC-132")
    @Tag("SC-133")
    @Tag("SC-134")
    @Tag("SC-135")
    @Tag("LB-20")
    void requestsAreCountedByWhoAnsweredThem() {
        Recorder run = Recorder.of(with(Scenarios.ofWeb().behindLoadBalancer(3), application(0, 0.1, 0.25, null), 10));
        assertThat(last(run, "RequestCount", Statistic.Sum)).isEqualTo(600);
        assertThat(last(run, "RequestCountPerTarget", Statistic.Sum)).isEqualTo(200);
        assertThat(last(run, "HTTPCode_Target_2XX_Count", Statistic.Sum)).isEqualTo(450, within(0.01));
        assertThat(last(run, "HTTPCode_Target_5XX_Count", Statistic.Sum)).isEqualTo(150, within(0.01));
        assertThat(last(run, "TargetResponseTime", Statistic.Average)).isEqualTo(0.1, within(1e-6));
        assertThat(last(run, "HealthyHostCount", Statistic.Maximum)).isEqualTo(3);
        // Targets are registered at 8 s; until then the load balancer itself answers, with 503.
        assertThat(run.points("RequestCount").get(0).sum()).isEqualTo(520);
        assertThat(run.points("HTTPCode_ELB_5XX_Count")).singleElement().satisfies(point -> {
            assertThat(point.start()).isZero();
            assertThat(point.sum()).isEqualTo(80);
        });
    }

    @Test
    @Tag("SC-131")
    @Tag("SC-135")
    void withoutAHealthyTargetRequestsAreSharedByTheRegisteredOnes() {
        Recorder run = Recorder.of(with(
                Scenarios.ofWeb().behindLoadBalancer(3, 100, 200, 300, 3600),
                application(0, 0.1, 0, new Health.Never()),
                10));
        assertThat(last(run, "HealthyHostCount", Statistic.Maximum)).isZero();
        assertThat(last(run, "UnHealthyHostCount", Statistic.Maximum)).isEqualTo(3);
        assertThat(last(run, "RequestCountPerTarget", Statistic.Sum)).isEqualTo(200);
    }

    @Test
    @Tag("LB-20")
    @Tag("SC-135")
    @Tag("SC-137")
    void aTargetThatDrainsIsNeitherHealthyNorUnhealthy() {
        Scenarios scenario = with(Scenarios.ofWeb().behindLoadBalancer(3), application(0, 0.1, 0, null), 10);
        Recorder run = Recorder.of(scenario.at(290, Scenarios.scaleTo(2)));
        List<Double> healthy = run.points("HealthyHostCount").stream()
                .map(point -> point.value(Statistic.Maximum))
                .toList();
        assertThat(healthy).containsExactly(3.0, 3.0, 3.0, 3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0);
        assertThat(run.points("UnHealthyHostCount")).allMatch(point -> point.maximum() == 0);
        assertThat(last(run, "RequestCountPerTarget", Statistic.Sum)).isEqualTo(300);
    }
}
