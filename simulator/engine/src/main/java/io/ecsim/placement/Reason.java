// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/**
 * Why an instance cannot take a task, in the order in which it is tested (EV-5): a later constant means that more tests
 * were passed.
 */
public enum Reason {
    /** Not ACTIVE (PL-2). AWS has no word of its own for it: EV-5 counts it to the agent. */
    STATUS("status", "AGENT"),
    /** The agent is not connected (PL-2). */
    AGENT("agent", "AGENT"),
    /** A required attribute is missing (RS-30). */
    ATTRIBUTE("attribute", "ATTRIBUTE"),
    /** Not in a zone of the task's subnets (NW-27). */
    LOCATION("zone", "LOCATION"),
    /** CPU units (RS-9). */
    CPU("CPU", "RESOURCE:CPU"),
    /** MiB (RS-9). */
    MEMORY("memory", "RESOURCE:MEMORY"),
    /** A static host port is taken (NW-5). */
    PORTS("ports", "RESOURCE:PORTS"),
    /** More than 100 ports would be reserved (NW-8). */
    PORT_LIMIT("port limit", "RESOURCE:PORTS"),
    /** No network interface is left (NW-20). */
    ENI("ENIs", "RESOURCE:ENI"),
    /** Not so many whole GPUs are free (RS-10). */
    GPU("GPUs", "RESOURCE:GPU"),
    /** No EBS volume can be attached any more (VO-5). */
    EBS("EBS attachments", "RESOURCE:EBS"),
    /** A memberOf expression is false (CN-5). */
    MEMBER_OF("memberOf", "MemberOf placement constraint unsatisfied."),
    /** A task of the group is there already (CN-1). */
    DISTINCT_INSTANCE("distinctInstance", "DistinctInstance placement constraint unsatisfied.");

    private final String label;
    private final String failure;

    Reason(String label, String failure) {
        this.label = label;
        this.failure = failure;
    }

    /** A word or two for summaries. */
    public String label() {
        return label;
    }

    /** The {@code reason} of a failure in RunTask's answer (EV-1). */
    public String failure() {
        return failure;
    }

    /** What a service event says of the closest instance after its id (EV-10 to EV-22). */
    String event() {
        return switch (this) {
            case CPU -> "has insufficient CPU units available.";
            case MEMORY -> "has insufficient memory available.";
            case PORTS -> "is already using a port required by your task.";
            case ATTRIBUTE -> "is missing an attribute required by your task.";
            // The constraints' texts end with a full stop inside the quotes and have none behind.
            case MEMBER_OF, DISTINCT_INSTANCE -> "encountered error \"" + failure + "\"";
            case STATUS, AGENT, LOCATION, PORT_LIMIT, ENI, GPU, EBS -> "encountered error \"" + failure + "\".";
        };
    }
}
