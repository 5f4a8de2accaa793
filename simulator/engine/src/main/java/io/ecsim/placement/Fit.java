// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The tests that an instance must pass to take one task, in EV-5's order. */
final class Fit {
    /** NW-8: static host ports of tasks and ports of the agent, TCP and UDP together. */
    private static final int MOST_PORTS = 100;

    private final TaskNeeds needs;
    private final PlacementRule rule;
    private final Instant start;
    private final String[] attributeNames;
    private final String[] attributeValues;

    Fit(TaskNeeds needs, PlacementRule rule, Instant start) {
        this.needs = needs;
        this.rule = rule;
        this.start = start;
        int count = needs.attributes().size();
        attributeNames = new String[count];
        attributeValues = new String[count];
        for (int i = 0; i < count; i++) {
            String required = needs.attributes().get(i);
            int equals = required.indexOf('=');
            attributeNames[i] = equals < 0 ? required : required.substring(0, equals);
            attributeValues[i] = equals < 0 ? null : required.substring(equals + 1);
        }
    }

    /** The first test that the instance fails; null when it can take the task. */
    Reason failure(InstanceView instance) {
        if (instance.status() != ContainerInstanceStatus.ACTIVE) {
            return Reason.STATUS;
        }
        if (!instance.agentConnected()) {
            return Reason.AGENT;
        }
        if (missingAttribute(instance) >= 0) {
            return Reason.ATTRIBUTE;
        }
        if (!needs.availabilityZones().isEmpty() && !needs.availabilityZones().contains(instance.availabilityZone())) {
            return Reason.LOCATION;
        }
        Reason resource = resourceFailure(instance);
        return resource != null ? resource : constraintFailure(instance);
    }

    /** RS-9: what is left may be exactly what is asked. */
    private Reason resourceFailure(InstanceView instance) {
        if (instance.remainingCpu() < needs.cpu()) {
            return Reason.CPU;
        }
        if (instance.remainingMemory() < needs.memory()) {
            return Reason.MEMORY;
        }
        if (!needs.hostPorts().isEmpty()) {
            if (takenPort(instance) != null) {
                return Reason.PORTS;
            }
            if (instance.takenPorts().size() + needs.hostPorts().size() > MOST_PORTS) {
                return Reason.PORT_LIMIT;
            }
        }
        return needs.eni() && instance.freeEnis() < 1 ? Reason.ENI : null;
    }

    private Reason constraintFailure(InstanceView instance) {
        if (falseExpression(instance) != null) {
            return Reason.MEMBER_OF;
        }
        return rule.distinctInstance() && Spread.tasks(instance, rule.group()) > 0 ? Reason.DISTINCT_INSTANCE : null;
    }

    private int missingAttribute(InstanceView instance) {
        Map<String, String> attributes = attributeNames.length == 0 ? null : instance.attributes();
        for (int i = 0; i < attributeNames.length; i++) {
            String value = attributes.get(attributeNames[i]);
            if (value == null || (attributeValues[i] != null && !attributeValues[i].equals(value))) {
                return i;
            }
        }
        return -1;
    }

    private HostPort takenPort(InstanceView instance) {
        for (HostPort port : needs.hostPorts()) {
            if (instance.takenPorts().contains(port)) {
                return port;
            }
        }
        return null;
    }

    private Query falseExpression(InstanceView instance) {
        List<Query> queries = rule.memberOf();
        for (int i = 0; i < queries.size(); i++) {
            if (!queries.get(i).matches(instance, start)) {
                return queries.get(i);
            }
        }
        return null;
    }

    /** The first failed test with its figures. Call it only for an instance that fails one. */
    Refusal refusal(InstanceView instance) {
        Reason reason = failure(instance);
        String id = instance.id();
        return switch (reason) {
            case STATUS -> new Refusal(id, reason, instance.status().name(), 0, 0);
            case AGENT -> new Refusal(id, reason, "disconnected", 0, 0);
            case ATTRIBUTE -> new Refusal(id, reason, needs.attributes().get(missingAttribute(instance)), 0, 0);
            case LOCATION -> new Refusal(id, reason, instance.availabilityZone(), 0, 0);
            case CPU -> new Refusal(id, reason, "CPU units", needs.cpu(), instance.remainingCpu());
            case MEMORY -> new Refusal(id, reason, "MiB", needs.memory(), instance.remainingMemory());
            case PORTS -> new Refusal(id, reason, name(takenPort(instance)), 0, 0);
            case PORT_LIMIT ->
                new Refusal(
                        id,
                        reason,
                        "reserved ports",
                        needs.hostPorts().size(),
                        MOST_PORTS - instance.takenPorts().size());
            case ENI -> new Refusal(id, reason, "ENI", 1, instance.freeEnis());
            case MEMBER_OF -> new Refusal(id, reason, falseExpression(instance).toString(), 0, 0);
            case DISTINCT_INSTANCE -> new Refusal(id, reason, rule.group(), 0, 0);
        };
    }

    private static String name(HostPort port) {
        return port.protocol() + " " + port.port();
    }
}
