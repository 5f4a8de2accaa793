// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.Violation;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.GroupSize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Operations of EC2 and EC2 Auto Scaling. */
final class CapacityOperations {
    private final Fleet fleet;

    CapacityOperations(Fleet fleet) {
        this.fleet = fleet;
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
        GroupSize now = size(request.autoScalingGroupName());
        int min = request.minSize() == null ? now.minSize() : request.minSize();
        int max = request.maxSize() == null ? now.maxSize() : request.maxSize();
        int desired = request.desiredCapacity() == null
                ? Math.max(min, Math.min(max, now.desiredCapacity()))
                : request.desiredCapacity();
        refuse(Validation.groupSize(min, max, desired));
        fleet.resize(request.autoScalingGroupName(), new GroupSize(min, max, desired), "updateAutoScalingGroup");
    }

    void setDesiredCapacity(SetDesiredCapacityRequest request) {
        GroupSize now = size(request.autoScalingGroupName());
        int desired = request.desiredCapacity();
        String wrong = desired > now.maxSize()
                ? "above max value " + now.maxSize()
                : desired < now.minSize() ? "below min value " + now.minSize() : null;
        if (wrong != null) {
            throw new AwsException(
                    "ValidationError",
                    "New SetDesiredCapacity value " + desired + " is " + wrong + " for the AutoScalingGroup.");
        }
        fleet.resize(
                request.autoScalingGroupName(),
                new GroupSize(now.minSize(), now.maxSize(), desired),
                "setDesiredCapacity");
    }

    private GroupSize size(String group) {
        GroupSize size = fleet.size(group);
        if (size == null) {
            throw new AwsException("ValidationError", "AutoScalingGroup name not found - " + group);
        }
        return size;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new AwsException(violations.get(0).code(), violations.get(0).message());
        }
    }
}
