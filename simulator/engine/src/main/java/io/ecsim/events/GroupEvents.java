// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import static io.ecsim.events.TaskDetail.members;

import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What EC2 and EC2 Auto Scaling tell of instances of groups (EB-13). Remembers the zones of those that are there. */
final class GroupEvents {
    /** Takes an event that is to be sent. */
    @FunctionalInterface
    interface Sender {
        void send(long time, EventType type, List<String> resources, Map<String, Object> detail);
    }

    /** Before the names of those for which an instance waits. */
    private static final String HOOKS = "lifecycle hook ";

    private final Naming naming;
    private final Sender sender;
    private final Map<String, Entry.InstanceLaunched> launched = new LinkedHashMap<>();

    GroupEvents(Naming naming, Sender sender) {
        this.naming = naming;
        this.sender = sender;
    }

    void add(long time, Entry entry) {
        if (entry instanceof Entry.InstanceLaunched launch && launch.group() != null) {
            launched.put(launch.instance(), launch);
        } else if (entry instanceof Entry.SpotInterruptionWarning warning) {
            sender.send(
                    time,
                    EventType.SPOT_INTERRUPTION_WARNING,
                    List.of(naming.spot(zone(warning.instance()), warning.instance())),
                    members("instance-id", warning.instance(), "instance-action", warning.action()));
        } else if (entry instanceof Entry.RebalanceRecommended recommended) {
            sender.send(
                    time,
                    EventType.REBALANCE_RECOMMENDATION,
                    List.of(naming.machine(recommended.instance())),
                    members("instance-id", recommended.instance()));
        } else if (entry instanceof Entry.LifecycleStateChanged change) {
            state(time, change);
        } else if (entry instanceof Entry.InstanceTerminated gone) {
            Entry.InstanceLaunched launch = launched.remove(gone.instance());
            if (launch != null) {
                activity(time, EventType.INSTANCE_TERMINATE_SUCCESSFUL, launch, gone.why());
            }
        } else if (entry instanceof Entry.LaunchFailed failed) {
            Map<String, Object> detail = detail(time, failed.group(), failed.availabilityZone(), failed.why());
            detail.put("StatusCode", "Failed");
            detail.put("StatusMessage", failed.why());
            sender.send(time, EventType.INSTANCE_LAUNCH_UNSUCCESSFUL, List.of(naming.group(failed.group())), detail);
        }
    }

    private String zone(String instance) {
        return launched.get(instance).availabilityZone();
    }

    private void state(long time, Entry.LifecycleStateChanged change) {
        Entry.InstanceLaunched launch = launched.get(change.instance());
        switch (change.state()) {
            case "InService" -> activity(time, EventType.INSTANCE_LAUNCH_SUCCESSFUL, launch, launch.why());
            case "Pending:Wait" ->
                hooks(time, EventType.LAUNCH_LIFECYCLE_ACTION, change, LifecycleHookSpecification.LAUNCHING);
            case "Terminating:Wait" ->
                hooks(time, EventType.TERMINATE_LIFECYCLE_ACTION, change, LifecycleHookSpecification.TERMINATING);
            default -> {}
        }
    }

    private void activity(long time, EventType type, Entry.InstanceLaunched launch, String cause) {
        Map<String, Object> detail = detail(time, launch.group(), launch.availabilityZone(), cause);
        detail.put("StatusCode", "InProgress");
        detail.put("EC2InstanceId", launch.instance());
        sender.send(time, type, List.of(naming.group(launch.group()), naming.machine(launch.instance())), detail);
    }

    private Map<String, Object> detail(long time, String group, String zone, String cause) {
        return members(
                "AutoScalingGroupName",
                group,
                "Cause",
                cause,
                "Details",
                members("Availability Zone", zone),
                "EndTime",
                naming.millis(time));
    }

    /** One for each hook that it waits for. */
    private void hooks(long time, EventType type, Entry.LifecycleStateChanged change, String transition) {
        for (String hook : change.why().substring(HOOKS.length()).split(", ")) {
            sender.send(
                    time,
                    type,
                    List.of(naming.group(change.group())),
                    members(
                            "LifecycleActionToken",
                            naming.uuid(change.instance() + "/" + hook),
                            "AutoScalingGroupName",
                            change.group(),
                            "LifecycleHookName",
                            hook,
                            "EC2InstanceId",
                            change.instance(),
                            "LifecycleTransition",
                            transition));
        }
    }
}
