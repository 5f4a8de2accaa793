// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tests that an instance must pass to take one task, in EV-5's order. */
final class Fit {
    /** NW-8: static host ports of tasks and ports of the agent, TCP and UDP together. */
    private static final int MOST_PORTS = 100;

    private final TaskNeeds needs;
    private final PlacementRule rule;
    private final Constraint.Arrival task;
    private final String[] attributeNames;
    private final String[] attributeValues;
    private final List<Clause> fixed;
    private final List<Clause> moving;

    Fit(TaskNeeds needs, PlacementRule rule, Instant start) {
        this.needs = needs;
        this.rule = rule;
        task = new Constraint.Arrival(needs, rule.group(), start);
        fixed = rule.clauses().stream().filter(Clause::isFixed).toList();
        moving = rule.clauses().stream().filter(clause -> !clause.isFixed()).toList();
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

    /** Whether it passes the tests that come before those of resources. */
    boolean mayBeAsked(InstanceView instance) {
        Reason reason = failure(instance);
        return reason == null || reason.compareTo(Reason.LOCATION) > 0;
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
                && firstFalse(moving, instance) == null;
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
        Clause unmet = firstFalse(rule.clauses(), instance);
        return unmet == null ? null : unmet.reason();
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

    private Clause firstFalse(List<Clause> clauses, InstanceView instance) {
        for (int i = 0; i < clauses.size(); i++) {
            if (!clauses.get(i).check().allows(instance, task)) {
                return clauses.get(i);
            }
        }
        return null;
    }

    /** The first of the clauses behind a reason that is false. */
    private Clause unmet(Reason reason, InstanceView instance) {
        return firstFalse(
                rule.clauses().stream()
                        .filter(clause -> clause.reason() == reason)
                        .toList(),
                instance);
    }

    /** The first failed test with its figures. Call it only for an instance that fails one. */
    Refusal refusal(InstanceView instance) {
        return refusal(failure(instance), instance);
    }

    /** Every test that the instance fails, in the same order. Plugged-in constraints are asked if there is room only. */
    List<Refusal> refusals(InstanceView instance) {
        return Stream.of(Reason.values())
                .filter(reason -> fails(reason, instance))
                .map(reason -> refusal(reason, instance))
                .toList();
    }

    private boolean fails(Reason reason, InstanceView instance) {
        return switch (reason) {
            case STATUS -> instance.status() != ContainerInstanceStatus.ACTIVE;
            case AGENT -> !instance.agentConnected();
            case ATTRIBUTE -> missingAttribute(instance) >= 0;
            case LOCATION -> !isInZone(instance);
            case CPU, MEMORY, GPU -> free(reason, instance) < asked(reason);
            case PORTS, PORT_LIMIT -> portFailure(instance) == reason;
            case ENI -> lacksEni(instance);
            case EBS -> lacksEbsVolume(instance);
            case MEMBER_OF, DISTINCT_INSTANCE -> unmet(reason, instance) != null;
            case CONSTRAINT -> failure(instance) == reason;
        };
    }

    private Refusal refusal(Reason reason, InstanceView instance) {
        String what = switch (reason) {
            case STATUS -> instance.status().name();
            case AGENT -> "disconnected";
            case ATTRIBUTE -> needs.attributes().get(missingAttribute(instance));
            case LOCATION -> instance.availabilityZone();
            case PORTS -> name(takenPort(instance));
            case CPU, MEMORY, PORT_LIMIT, ENI, GPU, EBS -> reason.unit();
            case MEMBER_OF -> unmet(reason, instance).expression();
            case DISTINCT_INSTANCE -> rule.group();
            case CONSTRAINT -> unmet(reason, instance).toString();
        };
        return new Refusal(instance.id(), reason, what, asked(reason), free(reason, instance));
    }

    /** How much of what is counted the task asks; 0 where nothing is counted. */
    long asked(Reason reason) {
        return switch (reason) {
            case CPU -> needs.cpu();
            case MEMORY -> needs.memory();
            case PORT_LIMIT -> needs.hostPorts().size();
            case ENI -> needs.eni() ? 1 : 0;
            case EBS -> needs.ebsVolume() ? 1 : 0;
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

    /** {@code tcp 80}. */
    static String name(HostPort port) {
        return port.protocol() + " " + port.port();
    }
}
