// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.CapacityActions;
import io.ecsim.simulation.GroupActions;
import io.ecsim.simulation.ScalingActions;
import io.ecsim.simulation.ServiceActions;
import io.ecsim.simulation.TaskActions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Items of the timeline: {@code {at: 9h, updateService: {...}}}, one action each; {@code for} is a span of time. */
final class Timeline {
    /** By their names in a scenario. */
    private static final Map<String, Class<? extends Action>> ACTIONS = new LinkedHashMap<>();

    /** What each does, in a line. */
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        action("createService", ServiceActions.CreateService.class, "a service comes, or comes back");
        action(
                "updateService",
                ServiceActions.UpdateService.class,
                "another task definition, count, network, percents, load balancers; forceNewDeployment");
        action(
                "continueServiceDeployment",
                ServiceActions.ContinueServiceDeployment.class,
                "answers the PAUSE hook at which a deployment waits: {action: CONTINUE} or ROLLBACK");
        action(
                "stopServiceDeployment",
                ServiceActions.StopServiceDeployment.class,
                "stops a deployment: {stopType: ROLLBACK} or ABORT");
        action(
                "createDeployment",
                ServiceActions.CreateDeployment.class,
                "CodeDeploy's operation: an AppSpec is deployed");
        action(
                "continueDeployment",
                ServiceActions.ContinueDeployment.class,
                "CodeDeploy's operation: ends a wait, {deploymentWaitType: READY_WAIT} or TERMINATION_WAIT");
        action(
                "stopDeployment",
                ServiceActions.StopDeployment.class,
                "CodeDeploy's operation: {deploymentId: ..., autoRollbackEnabled: true}");
        action("deleteService", ServiceActions.DeleteService.class, "with force at any count");
        action("runTask", TaskActions.RunTask.class, "standalone tasks");
        action("startTask", TaskActions.StartTask.class, "standalone tasks on the instances named");
        action("stopTask", TaskActions.StopTask.class, "a task, with a reason");
        action(
                "updateTaskProtection",
                TaskActions.UpdateTaskProtection.class,
                "tasks are protected from scale-in, or no longer");
        action(
                "updateContainerInstancesState",
                CapacityActions.UpdateContainerInstancesState.class,
                "instances begin to drain, or stop draining");
        action(
                "deregisterContainerInstance",
                CapacityActions.DeregisterContainerInstance.class,
                "out of the cluster, with force also if tasks run there");
        action(
                "deregisterTaskDefinition",
                TaskActions.DeregisterTaskDefinition.class,
                "nothing new is started from a revision");
        action("deleteTaskDefinitions", TaskActions.DeleteTaskDefinitions.class, "revisions that were deregistered");
        action("deleteCluster", CapacityActions.DeleteCluster.class, "when there is nothing in it");
        action("stopInstances", CapacityActions.StopInstances.class, "machines stop: {InstanceIds: [i-00001]}");
        action("startInstances", CapacityActions.StartInstances.class, "machines that were stopped start again");
        action("updateAutoScalingGroup", CapacityActions.UpdateAutoScalingGroup.class, "a group gets another size");
        action("setDesiredCapacity", CapacityActions.SetDesiredCapacity.class, "a group gets another desired capacity");
        action(
                "setInstanceProtection",
                GroupActions.SetInstanceProtection.class,
                "instances of a group are protected from scale-in, or no longer");
        action(
                "setInstanceHealth",
                GroupActions.SetInstanceHealth.class,
                "an instance is said to be Unhealthy: its group replaces it");
        action(
                "completeLifecycleAction",
                GroupActions.CompleteLifecycleAction.class,
                "answers a lifecycle hook for which instances wait: CONTINUE or ABANDON");
        action(
                "suspendProcesses",
                GroupActions.SuspendProcesses.class,
                "a group no longer launches, terminates, evens out zones or replaces");
        action("resumeProcesses", GroupActions.ResumeProcesses.class, "a group does again what was suspended");
        action(
                "startInstanceRefresh",
                GroupActions.StartInstanceRefresh.class,
                "all instances of a group are replaced, a few at a time");
        action("modifyRule", ServiceActions.ModifyRule.class, "a listener's rule gets other target groups or weights");
        action(
                "registerScalableTarget",
                ScalingActions.RegisterScalableTarget.class,
                "a service's bounds of scaling, and what of it is suspended");
        action(
                "deregisterScalableTarget",
                ScalingActions.DeregisterScalableTarget.class,
                "a service is scaled no more");
        action("putScalingPolicy", ScalingActions.PutScalingPolicy.class, "a policy comes, or gets other numbers");
        action("deleteScalingPolicy", ScalingActions.DeleteScalingPolicy.class, "a policy goes");
        action("putScheduledAction", ScalingActions.PutScheduledAction.class, "other bounds at other times");
        action("deleteScheduledAction", ScalingActions.DeleteScheduledAction.class, "a scheduled action goes");
        action("putMetricAlarm", ScalingActions.PutMetricAlarm.class, "an alarm comes, or gets other numbers");
        action(
                "putCompositeAlarm",
                ScalingActions.PutCompositeAlarm.class,
                "an alarm over other alarms comes, or changes");
        action("deleteAlarms", ScalingActions.DeleteAlarms.class, "alarms go");
        action("setAlarmState", ScalingActions.SetAlarmState.class, "an alarm's state, until it is evaluated next");
        action("putAttributes", CapacityActions.PutAttributes.class, "instances get attributes");
        action("deleteAttributes", CapacityActions.DeleteAttributes.class, "instances lose attributes");
        action(
                "putAccountSetting",
                CapacityActions.PutAccountSetting.class,
                "an account setting: {name: awsvpcTrunking, value: enabled}");
        action(
                "disconnectAgent",
                Action.DisconnectAgent.class,
                "agents lose their connection: {containerInstances: [i-00001]}, for: 10m");
        action(
                "terminateInstances",
                Action.TerminateInstances.class,
                "machines vanish at once: {availabilityZone: us-east-1b, count: 1}");
        action(
                "loseAvailabilityZone",
                Action.LoseAvailabilityZone.class,
                "a zone with all that is in it: us-east-1c, for: 20m");
        action(
                "retireFargateTasks",
                Action.RetireFargateTasks.class,
                "maintenance under tasks on Fargate: {service: shop, count: 1}");
        action(
                "interruptSpot",
                Action.InterruptSpot.class,
                "Spot Instances are taken back two minutes later, {autoScalingGroup: g, share: 50%}; or tasks: {capacityProvider: FARGATE_SPOT}");
        action(
                "setTraffic",
                Action.SetTraffic.class,
                "the traffic of a service, or of the producers of a queue, times a factor: {service: shop, factor: 3}, for: 10m");
        action("pushImage", Action.PushImage.class, "a new image under the same tag");
    }

    /** The component of an action that is an operation of AWS. */
    private static final String REQUEST = "request";

    private static final String SPAN = "duration";

    /** Actions that last for a span of time. */
    static final Set<Class<?>> SPANS =
            Set.of(Action.SetTraffic.class, Action.DisconnectAgent.class, Action.LoseAvailabilityZone.class);

    /** The action whose value is no mapping, but the zone's name. */
    private static final Shape LOST_ZONE = new Value(
            "a zone such as us-east-1a",
            (scalar, reading) -> new Action.LoseAvailabilityZone(scalar.text(), null),
            value -> Node.text(((Action.LoseAvailabilityZone) value).availabilityZone()),
            Map.of("type", "string"));

    static final Shape ITEM = new Members("a timeline item", Timeline::members, null, Timeline::item, Timeline::parts);

    private Timeline() {}

    private static void action(String name, Class<? extends Action> type, String line) {
        ACTIONS.put(name, type);
        LINES.put(name, line);
    }

    /** Of all actions, what each does. */
    static Map<String, String> lines() {
        return Collections.unmodifiableMap(LINES);
    }

    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("at", new Member("at", Value.TIME, true));
        members.putAll(actions());
        return members;
    }

    /** Members of an item, or of a rule's target, that say what is done. */
    static Map<String, Member> actions() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("for", new Member("for", Value.DURATION, false));
        ACTIONS.forEach((name, type) -> members.put(name, new Member(name, shape(type), false)));
        return members;
    }

    private static Shape shape(Class<? extends Action> action) {
        if (action == Action.LoseAvailabilityZone.class) {
            return LOST_ZONE;
        }
        return Stream.of(action.getRecordComponents())
                .filter(component -> component.getName().equals(REQUEST))
                .findFirst()
                .map(request -> Shapes.of(request.getType()))
                .orElseGet(() -> Shapes.of(action));
    }

    /** Whether an item, or a target, means to do something. */
    static boolean hasAction(Node.Mapping node) {
        return ACTIONS.keySet().stream().anyMatch(node.members()::containsKey);
    }

    private static Object item(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        Action action = action(values, node, trail, reading);
        // Either is null when it could not be read.
        return action == null && !hasOneAction(node) ? null : new Action.Timed((Duration) values.get("at"), action);
    }

    private static boolean hasOneAction(Node.Mapping node) {
        return ACTIONS.keySet().stream().filter(node.members()::containsKey).count() == 1;
    }

    /** What is done; null when it could not be read. */
    static Action action(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        List<String> actions = new ArrayList<>(ACTIONS.keySet());
        actions.retainAll(node.members().keySet());
        boolean misspelt =
                actions.isEmpty() && !values.keySet().containsAll(node.members().keySet());
        if (actions.size() != 1) {
            if (!misspelt) {
                String found = actions.isEmpty() ? "none" : String.join(" and ", actions);
                reading.problem(node.at(), trail, ": must have one action, not " + found + ".");
            }
            return null;
        }
        if (values.containsKey("for") && !SPANS.contains(ACTIONS.get(actions.get(0)))) {
            reading.problem(
                    node.at(), trail, ": for is only for setTraffic, disconnectAgent and loseAvailabilityZone.");
        }
        Class<? extends Action> type = ACTIONS.get(actions.get(0));
        Object written = values.get(actions.get(0));
        return written == null ? null : action(type, written, (Duration) values.get("for"));
    }

    private static Action action(Class<? extends Action> type, Object written, Duration span) {
        if (type.isInstance(written)) {
            return SPANS.contains(type) ? lasting((Action) written, span) : (Action) written;
        }
        return (Action) Records.maker(type).make(Map.of(REQUEST, written), null, Trail.ROOT, null);
    }

    /** @param span null for ever */
    private static Action lasting(Action action, Duration span) {
        return (Action) Records.with((Record) action, Collections.singletonMap(SPAN, span));
    }

    private static Map<String, Object> parts(Object value) {
        Action.Timed timed = (Action.Timed) value;
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("at", timed.at());
        parts.putAll(parts(timed.action()));
        return parts;
    }

    static Map<String, Object> parts(Action action) {
        Map<String, Object> ofAction = Records.parts(action.getClass()).apply(action);
        Map<String, Object> parts = new LinkedHashMap<>();
        if (SPANS.contains(action.getClass())) {
            parts.put("for", ofAction.get(SPAN));
            action = lasting(action, null);
        }
        parts.put(action.operation(), ofAction.getOrDefault(REQUEST, action));
        return parts;
    }
}
