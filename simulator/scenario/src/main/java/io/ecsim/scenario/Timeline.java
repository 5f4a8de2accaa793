// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.CapacityActions;
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

    static {
        ACTIONS.put("updateService", ServiceActions.UpdateService.class);
        ACTIONS.put("continueServiceDeployment", ServiceActions.ContinueServiceDeployment.class);
        ACTIONS.put("stopServiceDeployment", ServiceActions.StopServiceDeployment.class);
        ACTIONS.put("createDeployment", ServiceActions.CreateDeployment.class);
        ACTIONS.put("stopDeployment", ServiceActions.StopDeployment.class);
        ACTIONS.put("deleteService", ServiceActions.DeleteService.class);
        ACTIONS.put("runTask", TaskActions.RunTask.class);
        ACTIONS.put("startTask", TaskActions.StartTask.class);
        ACTIONS.put("stopTask", TaskActions.StopTask.class);
        ACTIONS.put("updateTaskProtection", TaskActions.UpdateTaskProtection.class);
        ACTIONS.put("updateContainerInstancesState", CapacityActions.UpdateContainerInstancesState.class);
        ACTIONS.put("deregisterContainerInstance", CapacityActions.DeregisterContainerInstance.class);
        ACTIONS.put("deregisterTaskDefinition", TaskActions.DeregisterTaskDefinition.class);
        ACTIONS.put("deleteTaskDefinitions", TaskActions.DeleteTaskDefinitions.class);
        ACTIONS.put("deleteCluster", CapacityActions.DeleteCluster.class);
        ACTIONS.put("stopInstances", CapacityActions.StopInstances.class);
        ACTIONS.put("startInstances", CapacityActions.StartInstances.class);
        ACTIONS.put("updateAutoScalingGroup", CapacityActions.UpdateAutoScalingGroup.class);
        ACTIONS.put("setDesiredCapacity", CapacityActions.SetDesiredCapacity.class);
        ACTIONS.put("modifyRule", ServiceActions.ModifyRule.class);
        ACTIONS.put("registerScalableTarget", ScalingActions.RegisterScalableTarget.class);
        ACTIONS.put("deregisterScalableTarget", ScalingActions.DeregisterScalableTarget.class);
        ACTIONS.put("putScalingPolicy", ScalingActions.PutScalingPolicy.class);
        ACTIONS.put("deleteScalingPolicy", ScalingActions.DeleteScalingPolicy.class);
        ACTIONS.put("putScheduledAction", ScalingActions.PutScheduledAction.class);
        ACTIONS.put("deleteScheduledAction", ScalingActions.DeleteScheduledAction.class);
        ACTIONS.put("putMetricAlarm", ScalingActions.PutMetricAlarm.class);
        ACTIONS.put("deleteAlarms", ScalingActions.DeleteAlarms.class);
        ACTIONS.put("setAlarmState", ScalingActions.SetAlarmState.class);
        ACTIONS.put("putAttributes", CapacityActions.PutAttributes.class);
        ACTIONS.put("deleteAttributes", CapacityActions.DeleteAttributes.class);
        ACTIONS.put("putAccountSetting", CapacityActions.PutAccountSetting.class);
        ACTIONS.put("disconnectAgent", Action.DisconnectAgent.class);
        ACTIONS.put("terminateInstances", Action.TerminateInstances.class);
        ACTIONS.put("loseAvailabilityZone", Action.LoseAvailabilityZone.class);
        ACTIONS.put("setTraffic", Action.SetTraffic.class);
        ACTIONS.put("pushImage", Action.PushImage.class);
    }

    /** The component of an action that is an operation of AWS. */
    private static final String REQUEST = "request";

    private static final String SPAN = "duration";

    /** Actions that last for a span of time. */
    static final Set<Class<?>> SPANS =
            Set.of(Action.SetTraffic.class, Action.DisconnectAgent.class, Action.LoseAvailabilityZone.class);

    private static final List<String> LATER = List.of("interruptSpot");

    /** The action whose value is no mapping, but the zone's name. */
    private static final Shape LOST_ZONE = new Value(
            "a zone such as us-east-1a",
            (scalar, reading) -> new Action.LoseAvailabilityZone(scalar.text(), null),
            value -> Node.text(((Action.LoseAvailabilityZone) value).availabilityZone()),
            Map.of("type", "string"));

    static final Shape ITEM = new Members("a timeline item", Timeline::members, null, Timeline::item, Timeline::parts);

    private Timeline() {}

    /** Of all actions. */
    static Set<String> names() {
        return Collections.unmodifiableSet(ACTIONS.keySet());
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
        LATER.forEach(name -> members.put(name, new Member(null, new Unsimulated(true), false)));
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
        return ACTIONS.keySet().stream().anyMatch(node.members()::containsKey)
                || LATER.stream().anyMatch(node.members()::containsKey);
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
        boolean later = LATER.stream().anyMatch(node.members()::containsKey);
        boolean misspelt =
                actions.isEmpty() && !values.keySet().containsAll(node.members().keySet());
        if (actions.size() != 1) {
            if (!later && !misspelt) {
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
