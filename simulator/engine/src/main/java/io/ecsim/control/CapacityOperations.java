// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.capacity.AutoScalingGroups;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.GroupSize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Operations of EC2 and EC2 Auto Scaling. */
final class CapacityOperations {
    private static final String VALIDATION = GroupRules.ERROR;

    private final Fleet fleet;
    private final AutoScalingGroups groups;

    CapacityOperations(Fleet fleet) {
        this.fleet = fleet;
        this.groups = fleet.groups();
    }

    /** All or none: returns the ids. */
    List<String> stop(List<String> names) {
        List<String> ids = existing(names);
        requireState(ids, id -> fleet.isUp(id) || fleet.isStopped(id), "stopped");
        ids.stream().filter(fleet::isUp).forEach(id -> fleet.stop(id, "stopInstances"));
        return ids;
    }

    List<String> start(List<String> names) {
        List<String> ids = existing(names);
        if (ids.stream().anyMatch(fleet::isInClosedZone)) {
            throw new AwsException("InsufficientInstanceCapacity", "Insufficient capacity.");
        }
        ids.stream().filter(fleet::isStopped).forEach(id -> fleet.start(id, "startInstances"));
        return ids;
    }

    List<String> terminate(List<String> names) {
        List<String> ids = existing(names);
        ids.forEach(id -> fleet.terminate(id, "terminateInstances"));
        return ids;
    }

    private List<String> existing(List<String> names) {
        Set<String> ids = new LinkedHashSet<>();
        for (String name : names) {
            List<String> named = fleet.named(name);
            if (named.isEmpty()) {
                throw new AwsException("InvalidInstanceID.NotFound", "The instance ID '" + name + "' does not exist");
            }
            ids.addAll(named);
        }
        return new ArrayList<>(ids);
    }

    private static void requireState(List<String> ids, Predicate<String> can, String verb) {
        for (String id : ids) {
            if (!can.test(id)) {
                throw new AwsException(
                        "IncorrectInstanceState",
                        "The instance '" + id + "' is not in a state from which it can be " + verb + ".");
            }
        }
    }

    /** Where only a bound is given, the desired capacity moves as far as it must. */
    void update(UpdateAutoScalingGroupRequest request) {
        GroupSize to = size(request.autoScalingGroupName())
                .with(request.minSize(), request.maxSize(), request.desiredCapacity());
        Refusals.throwFirst(GroupRules.size(to.minSize(), to.maxSize(), to.desiredCapacity()));
        groups.resize(request.autoScalingGroupName(), to, "updateAutoScalingGroup");
    }

    void setDesiredCapacity(SetDesiredCapacityRequest request) {
        GroupSize now = size(request.autoScalingGroupName());
        int desired = request.desiredCapacity();
        String wrong = desired > now.maxSize()
                ? "above max value " + now.maxSize()
                : desired < now.minSize() ? "below min value " + now.minSize() : null;
        if (wrong != null) {
            throw new AwsException(
                    VALIDATION,
                    "New SetDesiredCapacity value " + desired + " is " + wrong + " for the AutoScalingGroup.");
        }
        groups.resize(
                request.autoScalingGroupName(),
                new GroupSize(now.minSize(), now.maxSize(), desired),
                "setDesiredCapacity");
    }

    /** Instances that are not in service stay as they are, and are told. Returns the failures. */
    List<String> setInstanceProtection(SetInstanceProtectionRequest request) {
        size(request.autoScalingGroupName());
        List<String> failures = new ArrayList<>();
        for (String id : existing(request.instanceIds())) {
            if (groups.isInService(request.autoScalingGroupName(), id)) {
                groups.protect(id, request.protectedFromScaleIn(), "setInstanceProtection");
            } else {
                failures.add(id + " is not in InService or EnteringStandby or Standby.");
            }
        }
        return failures;
    }

    /** Within the grace period, if that is respected, nothing happens. */
    String setInstanceHealth(SetInstanceHealthRequest request) {
        Refusals.throwFirst(GroupRules.violations(request));
        String id = existing(List.of(request.instanceId())).get(0);
        if (groups.groupOf(id) == null) {
            throw new AwsException(VALIDATION, "Instance Id not found - " + id);
        }
        if (request.healthStatus().equals("Healthy")) {
            return "ok";
        }
        if (request.shouldRespectGracePeriod() && !groups.isPastGracePeriod(id)) {
            return "ignored: the health check grace period of " + id + " is not over";
        }
        groups.setUnhealthy(id, "setInstanceHealth");
        return "ok";
    }

    void completeLifecycleAction(CompleteLifecycleActionRequest request) {
        Refusals.throwFirst(GroupRules.violations(request));
        String group = request.autoScalingGroupName();
        String hook = request.lifecycleHookName();
        size(group);
        List<String> waiting = groups.hasHook(group, hook) ? groups.waiting(group, hook) : List.of();
        List<String> meant = request.instanceId() == null ? waiting : existing(List.of(request.instanceId()));
        if (meant.isEmpty() || !waiting.containsAll(meant)) {
            throw new AwsException(
                    VALIDATION,
                    "No active Lifecycle Action found with instance ID "
                            + (meant.isEmpty() ? "(any)" : String.join(", ", meant)));
        }
        meant.forEach(id -> groups.complete(id, hook, request.lifecycleActionResult(), "completeLifecycleAction"));
    }

    void suspend(ScalingProcessQuery request) {
        size(request.autoScalingGroupName());
        groups.suspend(request.autoScalingGroupName(), processes(request));
    }

    void resume(ScalingProcessQuery request) {
        size(request.autoScalingGroupName());
        groups.resume(request.autoScalingGroupName(), processes(request));
    }

    private static List<String> processes(ScalingProcessQuery request) {
        Refusals.throwFirst(GroupRules.processes(request.scalingProcesses()));
        return request.scalingProcesses().isEmpty() ? GroupRules.PROCESSES : request.scalingProcesses();
    }

    void startInstanceRefresh(StartInstanceRefreshRequest request) {
        Refusals.throwFirst(GroupRules.violations(request));
        size(request.autoScalingGroupName());
        if (groups.isRefreshing(request.autoScalingGroupName())) {
            throw new AwsException(
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        groups.refresh(request.autoScalingGroupName(), request.preferences());
    }

    private GroupSize size(String group) {
        GroupSize size = groups.size(group);
        if (size == null) {
            throw new AwsException(VALIDATION, "AutoScalingGroup name not found - " + group);
        }
        return size;
    }
}
