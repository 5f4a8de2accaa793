// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.kernel.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An Auto Scaling group: how many instances it wants, and which it has. */
final class Group {
    /** Why an instance was launched that nobody waited for. */
    static final String FROM_THE_BEGINNING = "there from the beginning";

    private static final int TENTH = 10;

    final AutoScalingGroup document;
    final Allocation allocation;
    /** All that it launched and that are there: in service, prepared, on their way in or out. */
    final List<Machine> machines = new ArrayList<>();

    /** Beside those of its document. */
    final List<LifecycleHookSpecification> moreHooks = new ArrayList<>();

    final Set<String> suspended = new LinkedHashSet<>();
    /** What could not be launched when it was last tried. */
    final Set<Launch> refused = new LinkedHashSet<>();

    int minSize;
    int maxSize;
    int desiredCapacity;
    /** The next attempt to launch what could not be launched; null for none. */
    Event retry;

    /** Null when its instances are not being replaced. */
    InstanceRefresh refresh;

    /** Whether it could not scale in, as it was last said. */
    boolean held;

    /** @param launches all that it may launch, on demand, zone by zone */
    Group(AutoScalingGroup document, List<Launch> launches, Market market) {
        this.document = document;
        this.minSize = document.minSize();
        this.maxSize = document.maxSize();
        this.desiredCapacity = document.desiredCapacity();
        this.allocation = new Allocation(document, launches, market);
    }

    String name() {
        return document.autoScalingGroupName();
    }

    /** Its capacity: one that is to take another's place does not count until it is in service. */
    int size() {
        return count(Machine::counts);
    }

    int count(Predicate<Machine> which) {
        int count = 0;
        for (Machine machine : machines) {
            count += which.test(machine) ? 1 : 0;
        }
        return count;
    }

    List<Machine> those(Predicate<Machine> which) {
        return machines.stream().filter(which).toList();
    }

    /** Whether it may launch one more: a tenth above its maximum, one at least, while some take others' places (SC-446). */
    boolean mayExceed() {
        return count(machine -> machine.state.counts()) < maxSize + Math.max(1, maxSize / TENTH);
    }

    /** Those whose places others are to take. */
    Set<Machine> replaced() {
        Set<Machine> replaced = new LinkedHashSet<>();
        machines.forEach(machine -> replaced.add(machine.replaces));
        return replaced;
    }

    boolean isSuspended(String process) {
        return suspended.contains(process);
    }

    List<LifecycleHookSpecification> hooks(String transition) {
        return Stream.concat(document.lifecycleHookSpecificationList().stream(), moreHooks.stream())
                .filter(hook -> transition.equals(hook.lifecycleTransition()))
                .toList();
    }

    /** How many instances its warm pool should have (SC-444). */
    int warmSize() {
        return document.warmPoolConfiguration() == null
                ? 0
                : document.warmPoolConfiguration().size(maxSize, desiredCapacity);
    }
}
