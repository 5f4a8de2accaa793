// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.Groups;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.events.Event;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import io.ecsim.workload.Software;
import io.ecsim.world.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What AWS would have sent to EventBridge: member names of the reference, moments by hand. */
class EventsTest {
    private static final EventType TASK = EventType.TASK_STATE_CHANGE;
    private static final EventType INSTANCE = EventType.CONTAINER_INSTANCE_STATE_CHANGE;
    private static final EventType ACTION = EventType.SERVICE_ACTION;
    private static final EventType DEPLOYMENT = EventType.DEPLOYMENT_STATE_CHANGE;

    private static Scenarios oneTask() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        return scenario.at(0, Scenarios.runTask(1));
    }

    @Test
    @Tag("EB-1")
    void theEnvelopeHasTheDocumentedMembers() {
        Event first = Events.of(oneTask().build()).of(TASK).get(0);
        assertThat(first.members().keySet())
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(first.members())
                .containsEntry("version", "0")
                .containsEntry("detail-type", "ECS Task State Change")
                .containsEntry("source", "aws.ecs")
                .containsEntry("time", "2026-03-02T00:00:00Z")
                .containsEntry("region", "us-east-1")
                .containsEntry("resources", List.of("arn:aws:ecs:us-east-1:123456789012:task/default/task-00001"));
        assertThat(first.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    @Tag("EB-2")
    @Tag("EB-3")
    void aTaskIsToldOfAtEachChangeOfItsStatusAndAtTheEndOfAContainer() {
        Events events = Events.of(oneTask()
                .at(60, new TaskActions.StopTask(new StopTaskRequest("task-00001", "enough")))
                .exitingAfter(3)
                .build());
        // 1 s PROVISIONING, 6 s pull of 100 MiB at 20 MiB/s, 1 s start; SIGTERM at 60.
        assertThat(events.told(TASK, "version", "lastStatus", "desiredStatus", "updatedAt"))
                .containsExactly(
                        "1 PROVISIONING RUNNING 2026-03-02T00:00:00.000Z",
                        "2 PENDING RUNNING 2026-03-02T00:00:01.000Z",
                        "3 RUNNING RUNNING 2026-03-02T00:00:08.000Z",
                        "4 RUNNING STOPPED 2026-03-02T00:01:00.000Z",
                        "5 STOPPING STOPPED 2026-03-02T00:01:00.000Z",
                        "6 STOPPING STOPPED 2026-03-02T00:01:03.000Z",
                        "7 STOPPED STOPPED 2026-03-02T00:01:03.000Z");
    }

    @Test
    @Tag("EB-2")
    @Tag("TL-5")
    void aStoppedTaskTellsItsWholeLife() {
        Events events = Events.of(oneTask()
                .at(60, new TaskActions.StopTask(new StopTaskRequest("task-00001", "enough")))
                .exitingAfter(3)
                .build());
        Map<String, Object> last = events.details(TASK).get(6);
        assertThat(last)
                .containsEntry("createdAt", "2026-03-02T00:00:00.000Z")
                .containsEntry("connectivity", "CONNECTED")
                .containsEntry("connectivityAt", "2026-03-02T00:00:01.000Z")
                .containsEntry("pullStartedAt", "2026-03-02T00:00:01.000Z")
                .containsEntry("pullStoppedAt", "2026-03-02T00:00:07.000Z")
                .containsEntry("startedAt", "2026-03-02T00:00:08.000Z")
                .containsEntry("stoppingAt", "2026-03-02T00:01:00.000Z")
                .containsEntry("executionStoppedAt", "2026-03-02T00:01:03.000Z")
                .containsEntry("stoppedAt", "2026-03-02T00:01:03.000Z")
                .containsEntry("stopCode", "UserInitiated")
                .containsEntry("stoppedReason", "enough")
                .containsEntry("group", "family:web")
                .containsEntry("launchType", "EC2")
                .containsEntry("cpu", "256")
                .containsEntry("memory", "256")
                .containsEntry("availabilityZone", "us-east-1a")
                .containsEntry("clusterArn", "arn:aws:ecs:us-east-1:123456789012:cluster/default")
                .containsEntry(
                        "containerInstanceArn", "arn:aws:ecs:us-east-1:123456789012:container-instance/default/i-00001")
                .containsEntry("taskDefinitionArn", "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1")
                .containsKeys("attachments", "attributes", "containers", "overrides", "enableExecuteCommand")
                .doesNotContainKeys("startedBy", "healthStatus");
    }

    @Test
    @Tag("EB-1")
    @SuppressWarnings("unchecked")
    void anAlarmTellsWhatItLooksAtAndHowItWasBefore() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200).until(Duration.ofMinutes(10));
        scenario.alarms.add(new MetricAlarm(
                "idle",
                "AWS/ECS",
                "CPUUtilization",
                List.of(new MetricDimension("ClusterName", "default"), new MetricDimension("ServiceName", "web")),
                "Average",
                null,
                null,
                60,
                1,
                1,
                1.0,
                "LessThanThreshold",
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        Events events = Events.of(
                scenario.at(400, new ScalingActions.SetAlarmState(new SetAlarmStateRequest("idle", "OK", "me")))
                        .build());
        List<Map<String, Object>> all = events.details(EventType.ALARM_STATE_CHANGE);
        Map<String, Object> configuration = (Map<String, Object>) all.get(0).get("configuration");
        Map<String, Object> metric = (Map<String, Object>) ((List<?>) configuration.get("metrics")).get(0);
        assertThat(metric)
                .containsEntry("returnData", true)
                .containsEntry(
                        "metricStat",
                        Map.of(
                                "metric",
                                Map.of(
                                        "dimensions",
                                        Map.of("ClusterName", "default", "ServiceName", "web"),
                                        "name",
                                        "CPUUtilization",
                                        "namespace",
                                        "AWS/ECS"),
                                "period",
                                60,
                                "stat",
                                "Average"));
        assertThat(all.get(0).get("previousState")).isEqualTo(Map.of("value", "INSUFFICIENT_DATA"));
        assertThat(all.get(1).get("previousState")).isEqualTo(all.get(0).get("state"));
    }

    @Test
    @Tag("EB-2")
    void aTaskOfAServiceNamesItsServiceAndWhatStartedIt() {
        Events events = Events.of(Scenarios.ofWeb().service(1, 100, 200).build());
        assertThat(events.details(TASK).get(0))
                .containsEntry("group", "service:web")
                .containsEntry("startedBy", "ecs-svc/1");
    }

    @Test
    @Tag("EB-2")
    @Tag("EB-3")
    void theExitCodeOfAContainerIsToldBeforeItsTaskStops() {
        Software ends = new Software(null, null, null, new Exit(new Distribution.Constant(5), 3), null);
        Events events = Events.of(Scenarios.ofContainers(Containers.container("app"))
                .inside("app", ends)
                .at(0, Scenarios.runTask(1))
                .build());
        Map<?, ?> container = (Map<?, ?>) ((List<?>) events.details(TASK).get(3).get("containers")).get(0);
        assertThat(events.told(TASK, "lastStatus", "desiredStatus").get(3)).isEqualTo("RUNNING RUNNING");
        assertThat(container.get("exitCode")).isEqualTo(3);
        assertThat(container.get("lastStatus")).isEqualTo("STOPPED");
        assertThat(container.get("name")).isEqualTo("app");
    }

    @Test
    @Tag("EB-4")
    void anInstanceTellsOfItsResourcesWhenATaskTakesThemAndFreesThem() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        Events events = Events.of(scenario.at(10, Scenarios.runTask(1))
                .at(60, new TaskActions.StopTask(new StopTaskRequest("task-00001", null)))
                .at(100, new Action.DisconnectAgent(List.of("i-00001"), Duration.ofSeconds(50)))
                .at(200, new Action.TerminateInstances(null, 1))
                .build());
        assertThat(events.told(INSTANCE, "version", "status", "agentConnected"))
                .containsExactly(
                        "1 ACTIVE true",
                        "2 ACTIVE true",
                        "3 ACTIVE true",
                        "4 ACTIVE false",
                        "5 ACTIVE true",
                        "6 INACTIVE false");
        assertThat(events.details(INSTANCE))
                .extracting(EventsTest::remainingCpu)
                .containsExactly(2048, 1792, 2048, 2048, 2048, 2048);
        assertThat(events.details(INSTANCE).get(0).keySet())
                .containsExactly(
                        "agentConnected",
                        "attributes",
                        "clusterArn",
                        "containerInstanceArn",
                        "ec2InstanceId",
                        "registeredResources",
                        "remainingResources",
                        "status",
                        "version",
                        "versionInfo",
                        "updatedAt");
    }

    private static Object remainingCpu(Map<String, Object> detail) {
        return ((Map<?, ?>) ((List<?>) detail.get("remainingResources")).get(0)).get("integerValue");
    }

    @Test
    @Tag("EB-5")
    @Tag("EV-47")
    void aServiceTellsWhatItDoesUnderEventBridgesNames() {
        Events events = Events.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .at(300, Scenarios.deploy("web:2"))
                .build());
        assertThat(events.told(ACTION, "eventType", "eventName", "createdAt"))
                .containsExactly(
                        "INFO SERVICE_STEADY_STATE 2026-03-02T00:00:50.000Z",
                        "INFO TASKS_STOPPED 2026-03-02T00:05:50.000Z",
                        "INFO SERVICE_STEADY_STATE 2026-03-02T00:06:00.000Z");
        assertThat(events.of(ACTION).get(0).resources())
                .containsExactly("arn:aws:ecs:us-east-1:123456789012:service/default/web");
        assertThat(events.details(ACTION).get(0))
                .containsEntry("clusterArn", "arn:aws:ecs:us-east-1:123456789012:cluster/default");
    }

    @Test
    @Tag("EB-5")
    void aTaskWithoutAPlaceIsAPlacementFailureWithItsReason() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 1).service(3, 100, 200);
        scenario.taskDefinitions.add(Scenarios.web(1024, 256));
        assertThat(Events.of(scenario.build()).told(ACTION, "eventType", "eventName", "reason"))
                .containsExactly("ERROR SERVICE_TASK_PLACEMENT_FAILURE RESOURCE:CPU");
    }

    @Test
    @Tag("EB-6")
    @Tag("SV-37")
    void aDeploymentTellsOfItsBeginningAndItsEnd() {
        Events events = Events.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .at(300, Scenarios.deploy("web:2"))
                .build());
        assertThat(events.told(DEPLOYMENT, "eventType", "eventName", "deploymentId", "reason"))
                .containsExactly(
                        "INFO SERVICE_DEPLOYMENT_IN_PROGRESS ecs-svc/1 ECS deployment ecs-svc/1 in progress.",
                        "INFO SERVICE_DEPLOYMENT_COMPLETED ecs-svc/1 ECS deployment ecs-svc/1 completed.",
                        "INFO SERVICE_DEPLOYMENT_IN_PROGRESS ecs-svc/2 ECS deployment ecs-svc/2 in progress.",
                        "INFO SERVICE_DEPLOYMENT_COMPLETED ecs-svc/2 ECS deployment ecs-svc/2 completed.");
    }

    @Test
    @Tag("IM-7")
    void aPushedImageIsToldByItsRegistryWithTheDigestThatTasksThenRun() {
        Events events = Events.of(oneTask()
                .at(100, new Action.PushImage("123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/app:live"))
                .at(100, new Action.PushImage("web"))
                .at(200, Scenarios.runTask(1))
                .build());
        assertThat(events.told(EventType.IMAGE_ACTION, "repository-name", "image-tag", "action-type", "result"))
                .containsExactly("shop/app live PUSH SUCCESS", "web latest PUSH SUCCESS");
        assertThat(events.of(EventType.IMAGE_ACTION).get(0).type().source()).isEqualTo("aws.ecr");
        Object pushed = events.details(EventType.IMAGE_ACTION).get(1).get("image-digest");
        List<Map<String, Object>> tasks = events.details(TASK);
        assertThat(digest(tasks.get(tasks.size() - 1))).isEqualTo(pushed);
        assertThat(digest(tasks.get(2))).isNotNull().isNotEqualTo(pushed);
    }

    private static Object digest(Map<String, Object> task) {
        return ((Map<?, ?>) ((List<?>) task.get("containers")).get(0)).get("imageDigest");
    }

    @Test
    @Tag("SV-19")
    @Tag("EV-45")
    void aServiceKeepsItsNewestHundredEvents() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 0, 200).until(Duration.ofHours(2));
        for (int i = 0; i < 60; i++) {
            scenario.at(60 + 60 * i, Scenarios.scaleTo(i % 2 == 0 ? 2 : 1));
        }
        Recorder run = new Recorder();
        RunResult result = Simulation.run(scenario.build(), run, () -> false);
        List<String> all = run.all(Entry.ServiceEvent.class).stream()
                .map(Entry.ServiceEvent::message)
                .toList();
        List<String> kept = result.services().get("web").events().stream()
                .map(RunResult.ServiceEvent::message)
                .toList();
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(kept).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(kept.get(i)).isEqualTo(all.get(all.size() - 1 - i));
        }
    }

    @Test
    @Tag("EB-13")
    void groupsAndSpotInstancesAreToldOf() {
        Scenarios scenario = new Scenarios();
        scenario.groups.add(Groups.of(9, 1)
                .spot("lowest-price", "m6i.large")
                .hook("drain", LifecycleHookSpecification.TERMINATING, Duration.ofSeconds(60), "CONTINUE")
                .build());
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                List.of(new Faults.NoCapacity(null, "us-east-1b", null, null, null)),
                new Faults.SpotInterruptions(new ShareOverTime(new Share(0), Duration.ofDays(1))));
        Action two = new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", 2));
        Action one = new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", 1));
        Action all = new Action.InterruptSpot("g", null, null, null, null);
        Events events = Events.of(scenario.at(10, two).at(100, one).at(300, all).build());
        assertThat(events.of(EventType.INSTANCE_LAUNCH_UNSUCCESSFUL)).isNotEmpty();
        assertThat(events.told(EventType.INSTANCE_LAUNCH_SUCCESSFUL, "EC2InstanceId"))
                .first()
                .asString()
                .contains("i-00002");
        assertThat(events.of(EventType.TERMINATE_LIFECYCLE_ACTION).get(0).what())
                .isEqualTo("i-00001 drain");
        Event warning = events.of(EventType.SPOT_INTERRUPTION_WARNING).get(0);
        assertThat(warning.detail())
                .containsExactly(Map.entry("instance-id", "i-00002"), Map.entry("instance-action", "terminate"));
        assertThat(warning.resources()).containsExactly("arn:aws:ec2:us-east-1c:instance/i-00002");
        assertThat(events.of(EventType.REBALANCE_RECOMMENDATION).get(0).time()).isEqualTo(warning.time());
        assertThat(events.of(EventType.INSTANCE_TERMINATE_SUCCESSFUL)).hasSize(2);
    }
}
