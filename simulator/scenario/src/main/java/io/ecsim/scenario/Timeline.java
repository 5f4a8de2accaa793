// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Items of the timeline: {@code {at: 9h, updateService: {...}}}, one action each; {@code for} is a span of time. */
final class Timeline {
    /** Member names, and the value that each becomes. */
    private static final Map<String, Class<?>> ACTIONS = new LinkedHashMap<>();

    static {
        ACTIONS.put("updateService", UpdateServiceRequest.class);
        ACTIONS.put("continueServiceDeployment", ContinueServiceDeploymentRequest.class);
        ACTIONS.put("stopServiceDeployment", StopServiceDeploymentRequest.class);
        ACTIONS.put("deleteService", DeleteServiceRequest.class);
        ACTIONS.put("runTask", RunTaskRequest.class);
        ACTIONS.put("startTask", StartTaskRequest.class);
        ACTIONS.put("stopTask", StopTaskRequest.class);
        ACTIONS.put("updateTaskProtection", UpdateTaskProtectionRequest.class);
        ACTIONS.put("updateContainerInstancesState", UpdateContainerInstancesStateRequest.class);
        ACTIONS.put("modifyRule", ModifyRuleRequest.class);
        ACTIONS.put("putAttributes", PutAttributesRequest.class);
        ACTIONS.put("deleteAttributes", DeleteAttributesRequest.class);
        ACTIONS.put("putAccountSetting", PutAccountSettingRequest.class);
        ACTIONS.put("disconnectAgent", Action.DisconnectAgent.class);
        ACTIONS.put("terminateInstances", Action.TerminateInstances.class);
        ACTIONS.put("loseAvailabilityZone", Action.LoseAvailabilityZone.class);
        ACTIONS.put("setTraffic", Action.SetTraffic.class);
        ACTIONS.put("pushImage", Action.PushImage.class);
    }

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

    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("at", new Member("at", Value.TIME, true));
        members.put("for", new Member("for", Value.DURATION, false));
        ACTIONS.forEach((name, type) -> members.put(
                name,
                new Member(name, type == Action.LoseAvailabilityZone.class ? LOST_ZONE : Shapes.of(type), false)));
        LATER.forEach(name -> members.put(name, new Member(null, new Unsimulated(true), false)));
        return members;
    }

    private static Object item(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
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
            reading.problem(node.at(), trail, ": for is only for setTraffic, disconnectAgent and loseAvailabilityZone.");
        }
        Object request = values.get(actions.get(0));
        Action action = request == null ? null : action(request, (Duration) values.get("for"));
        return new Action.Timed((Duration) values.get("at"), action); // either is null when it could not be read
    }

    private static Action action(Object request, Duration span) {
        if (request instanceof UpdateServiceRequest update) {
            return new Action.UpdateService(update);
        }
        if (request instanceof ContinueServiceDeploymentRequest go) {
            return new Action.ContinueServiceDeployment(go);
        }
        if (request instanceof StopServiceDeploymentRequest stop) {
            return new Action.StopServiceDeployment(stop);
        }
        if (request instanceof DeleteServiceRequest delete) {
            return new Action.DeleteService(delete);
        }
        if (request instanceof RunTaskRequest run) {
            return new Action.RunTask(run);
        }
        if (request instanceof StartTaskRequest start) {
            return new Action.StartTask(start);
        }
        if (request instanceof StopTaskRequest stop) {
            return new Action.StopTask(stop);
        }
        if (request instanceof ModifyRuleRequest modify) {
            return new Action.ModifyRule(modify);
        }
        if (request instanceof UpdateTaskProtectionRequest update) {
            return new Action.UpdateTaskProtection(update);
        }
        if (request instanceof PutAttributesRequest put) {
            return new Action.PutAttributes(put);
        }
        if (request instanceof DeleteAttributesRequest delete) {
            return new Action.DeleteAttributes(delete);
        }
        if (request instanceof PutAccountSettingRequest put) {
            return new Action.PutAccountSetting(put);
        }
        if (request instanceof Action.DisconnectAgent outage) {
            return new Action.DisconnectAgent(outage.containerInstances(), span);
        }
        if (request instanceof Action.LoseAvailabilityZone outage) {
            return new Action.LoseAvailabilityZone(outage.availabilityZone(), span);
        }
        if (request instanceof UpdateContainerInstancesStateRequest state) {
            return new Action.UpdateContainerInstancesState(state);
        }
        if (request instanceof Action.PushImage push) {
            return push;
        }
        return request instanceof Action.SetTraffic traffic
                ? new Action.SetTraffic(traffic.service(), traffic.factor(), span)
                : (Action.TerminateInstances) request;
    }

    private static Map<String, Object> parts(Object value) {
        Action.Timed timed = (Action.Timed) value;
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("at", timed.at());
        Object request = request(timed.action());
        if (request instanceof Action.SetTraffic traffic) {
            parts.put("for", traffic.duration());
            request = new Action.SetTraffic(traffic.service(), traffic.factor(), null);
        }
        if (request instanceof Action.LoseAvailabilityZone outage) {
            parts.put("for", outage.duration());
            request = new Action.LoseAvailabilityZone(outage.availabilityZone(), null);
        }
        if (request instanceof Action.DisconnectAgent outage) {
            parts.put("for", outage.duration());
            request = new Action.DisconnectAgent(outage.containerInstances(), null);
        }
        for (Map.Entry<String, Class<?>> action : ACTIONS.entrySet()) {
            if (action.getValue().isInstance(request)) {
                parts.put(action.getKey(), request);
            }
        }
        return parts;
    }

    /** The request of an AWS operation; the action itself where it is no such operation. */
    static Object request(Action action) {
        if (action instanceof Action.UpdateService update) {
            return update.request();
        }
        if (action instanceof Action.ContinueServiceDeployment go) {
            return go.request();
        }
        if (action instanceof Action.StopServiceDeployment stop) {
            return stop.request();
        }
        if (action instanceof Action.DeleteService delete) {
            return delete.request();
        }
        if (action instanceof Action.ModifyRule modify) {
            return modify.request();
        }
        if (action instanceof Action.RunTask run) {
            return run.request();
        }
        if (action instanceof Action.StartTask start) {
            return start.request();
        }
        if (action instanceof Action.StopTask stop) {
            return stop.request();
        }
        if (action instanceof Action.UpdateTaskProtection update) {
            return update.request();
        }
        if (action instanceof Action.PutAttributes put) {
            return put.request();
        }
        if (action instanceof Action.DeleteAttributes delete) {
            return delete.request();
        }
        if (action instanceof Action.PutAccountSetting put) {
            return put.request();
        }
        return action instanceof Action.UpdateContainerInstancesState state ? state.request() : action;
    }
}
