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
    private final List<Query> fixed;
    private final List<Query> moving;

    Fit(TaskNeeds needs, PlacementRule rule, Instant start) {
        this.needs = needs;
        this.rule = rule;
        this.start = start;
        fixed = rule.memberOf().stream().filter(Query::isFixed).toList();
        moving = rule.memberOf().stream().filter(query -> !query.isFixed()).toList();
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
        if (!isInZone(instance)) {
            return Reason.LOCATION;
        }
        Reason resource = resourceFailure(instance);
        return resource != null ? resource : constraintFailure(instance);
    }

    /** Whether the instance passes the tests whose outcome only a change of its attributes can turn. */
    boolean suits(InstanceView instance) {
        return missingAttribute(instance) < 0 && isInZone(instance) && firstFalse(fixed, instance) == null;
    }

    /** Whether it passes the other tests, but for those of CPU, memory and GPUs. */
    boolean admits(InstanceView instance) {
        return instance.status() == ContainerInstanceStatus.ACTIVE
                && instance.agentConnected()
                && portFailure(instance) == null
                && !lacksEni(instance)
                && !lacksEbsVolume(instance)
                && firstFalse(moving, instance) == null
                && !holdsOneOfTheGroup(instance);
    }

    /** RS-9: what is left may be exactly what is asked. */
    private Reason resourceFailure(InstanceView instance) {
        if (instance.remainingCpu() < needs.cpu()) {
            return Reason.CPU;
        }
        if (instance.remainingMemory() < needs.memory()) {
            return Reason.MEMORY;
        }
        Reason port = portFailure(instance);
        if (port != null) {
            return port;
        }
        if (lacksEni(instance)) {
            return Reason.ENI;
        }
        if (instance.freeGpus() < needs.gpus()) {
            return Reason.GPU;
        }
        return lacksEbsVolume(instance) ? Reason.EBS : null;
    }

    private Reason portFailure(InstanceView instance) {
        if (needs.hostPorts().isEmpty()) {
            return null;
        }
        if (takenPort(instance) != null) {
            return Reason.PORTS;
        }
        return instance.takenPorts().size() + needs.hostPorts().size() > MOST_PORTS ? Reason.PORT_LIMIT : null;
    }

    private boolean lacksEni(InstanceView instance) {
        return needs.eni() && instance.freeEnis() < 1;
    }

    private boolean lacksEbsVolume(InstanceView instance) {
        return needs.ebsVolume() && instance.freeEbsVolumes() < 1;
    }

    private Reason constraintFailure(InstanceView instance) {
        if (firstFalse(rule.memberOf(), instance) != null) {
            return Reason.MEMBER_OF;
        }
        return holdsOneOfTheGroup(instance) ? Reason.DISTINCT_INSTANCE : null;
    }

    private boolean holdsOneOfTheGroup(InstanceView instance) {
        return rule.distinctInstance() && instance.tasks(rule.group()) > 0;
    }

    private boolean isInZone(InstanceView instance) {
        return needs.availabilityZones().isEmpty() || needs.availabilityZones().contains(instance.availabilityZone());
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

    private Query firstFalse(List<Query> queries, InstanceView instance) {
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
        String what = switch (reason) {
            case STATUS -> instance.status().name();
            case AGENT -> "disconnected";
            case ATTRIBUTE -> needs.attributes().get(missingAttribute(instance));
            case LOCATION -> instance.availabilityZone();
            case CPU -> "CPU units";
            case MEMORY -> "MiB";
            case PORTS -> name(takenPort(instance));
            case PORT_LIMIT -> "reserved ports";
            case ENI -> "ENI";
            case GPU -> "GPUs";
            case EBS -> "EBS volume";
            case MEMBER_OF -> firstFalse(rule.memberOf(), instance).toString();
            case DISTINCT_INSTANCE -> rule.group();
        };
        return new Refusal(instance.id(), reason, what, asked(reason), free(reason, instance));
    }

    /** How much of what is counted the task asks; 0 where nothing is counted. */
    private long asked(Reason reason) {
        return switch (reason) {
            case CPU -> needs.cpu();
            case MEMORY -> needs.memory();
            case PORT_LIMIT -> needs.hostPorts().size();
            case ENI, EBS -> 1;
            case GPU -> needs.gpus();
            default -> 0;
        };
    }

    /** How much of what is counted the instance has left; 0 where nothing is counted. */
    long free(Reason reason, InstanceView instance) {
        return switch (reason) {
            case CPU -> instance.remainingCpu();
            case MEMORY -> instance.remainingMemory();
            case PORT_LIMIT -> MOST_PORTS - instance.takenPorts().size();
            case ENI -> instance.freeEnis();
            case GPU -> instance.freeGpus();
            case EBS -> instance.freeEbsVolumes();
            default -> 0;
        };
    }

    private static String name(HostPort port) {
        return port.protocol() + " " + port.port();
    }
}
