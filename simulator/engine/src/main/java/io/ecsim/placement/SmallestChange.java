// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Change.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which single changes would have placed a task that was refused. Each is tried; nothing is concluded. Of changes that
 * stand in for each other (any of the drained instances, any amount of memory less) the smallest that helps is told.
 */
public final class SmallestChange {
    private static final int WHOLE = 1000;

    private final Attempt attempt;
    private final Fit fit;

    private SmallestChange(Attempt attempt) {
        this.attempt = attempt;
        this.fit = new Fit(attempt.needs(), attempt.rule(), attempt.cluster().start());
    }

    /**
     * The changes that help, in the order of {@link Change.Kind}, then of their size.
     *
     * @param more changes that this package cannot think of; those of one list stand in for each other
     */
    public static List<Change> of(Attempt attempt, List<List<Change>> more) {
        SmallestChange search = new SmallestChange(attempt);
        List<List<Change>> all = new ArrayList<>();
        all.add(search.states(
                Reason.STATUS, "set ", " to " + ContainerInstanceStatus.ACTIVE, InstanceSnapshot::active));
        all.add(search.states(Reason.AGENT, "connect the agent of ", "", InstanceSnapshot::connected));
        all.addAll(search.rules());
        all.addAll(more);
        List<Change> helpful = new ArrayList<>();
        for (Reason reason : List.of(Reason.CPU, Reason.MEMORY, Reason.GPU)) {
            smallest(search.less(reason), helpful);
        }
        for (List<Change> alternatives : all) {
            alternatives.stream()
                    .filter(change -> change.taker() != null)
                    .findFirst()
                    .ifPresent(helpful::add);
        }
        helpful.sort(Comparator.comparing(Change::kind).thenComparingLong(Change::size));
        return helpful;
    }

    /** Of instances that nothing else keeps from the task. */
    private List<Change> states(Reason reason, String before, String after, UnaryOperator<InstanceSnapshot> changed) {
        return attempt.cluster().instances().stream()
                .filter(instance -> fit.refusals(instance).stream()
                        .map(Refusal::reason)
                        .toList()
                        .equals(List.of(reason)))
                .map(instance -> Change.of(
                        Kind.INSTANCE_STATE,
                        reason.ordinal(),
                        before + instance.id() + after,
                        attempt,
                        attempt.cluster().with(instance, changed)))
                .toList();
    }

    /** By the amounts that instances are short of, smallest first. A task that asks no CPU or memory is none. */
    private List<Change> less(Reason reason) {
        long asked = fit.asked(reason);
        return attempt.cluster().instances().stream()
                .mapToLong(instance -> asked - fit.free(reason, instance))
                .filter(amount -> amount > 0 && (amount < asked || amount == asked && reason == Reason.GPU))
                .sorted()
                .distinct()
                .mapToObj(amount -> {
                    long share = amount * WHOLE / asked;
                    return Change.of(
                            2 * amount <= asked ? Kind.LESS : Kind.MUCH_LESS,
                            share,
                            reason.amount(amount) + " less (" + (asked - amount) + " in place of " + asked + ")",
                            attempt,
                            less(reason, (int) amount));
                })
                .toList();
    }

    private TaskNeeds less(Reason reason, int amount) {
        TaskNeeds needs = attempt.needs();
        return new TaskNeeds(
                needs.cpu() - (reason == Reason.CPU ? amount : 0),
                needs.memory() - (reason == Reason.MEMORY ? amount : 0),
                needs.gpus() - (reason == Reason.GPU ? amount : 0),
                needs.hostPorts(),
                needs.eni(),
                needs.ebsVolume(),
                needs.attributes(),
                needs.availabilityZones());
    }

    /** Where one amount helps, every larger one does: found by halving. */
    private static void smallest(List<Change> amounts, List<Change> helpful) {
        int low = 0;
        int high = amounts.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (amounts.get(middle).taker() == null) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < amounts.size()) {
            helpful.add(amounts.get(low));
        }
    }

    /** Each alone. */
    private List<List<Change>> rules() {
        List<List<Change>> changes = new ArrayList<>();
        attempt.rule()
                .withOneConstraintLess()
                .forEach((constraint, rule) -> changes.add(List.of(
                        new Change(Kind.RULE, 0, "drop " + constraint, attempt.cluster(), attempt.needs(), rule))));
        TaskNeeds needs = attempt.needs();
        for (HostPort port : needs.hostPorts()) {
            List<HostPort> others = new ArrayList<>(needs.hostPorts());
            others.remove(port);
            changes.add(rule(
                    "hostPort 0 in place of " + Fit.name(port),
                    needs(others, needs.attributes(), needs.availabilityZones())));
        }
        for (String attribute : needs.attributes()) {
            List<String> others = new ArrayList<>(needs.attributes());
            others.remove(attribute);
            changes.add(rule(
                    "no need of the attribute " + attribute,
                    needs(needs.hostPorts(), others, needs.availabilityZones())));
        }
        if (!needs.availabilityZones().isEmpty()) {
            changes.add(otherZones());
        }
        return changes;
    }

    private List<Change> otherZones() {
        TaskNeeds needs = attempt.needs();
        return attempt.cluster().instances().stream()
                .map(InstanceSnapshot::availabilityZone)
                .distinct()
                .filter(zone -> !needs.availabilityZones().contains(zone))
                .map(zone -> {
                    Set<String> zones = new LinkedHashSet<>(needs.availabilityZones());
                    zones.add(zone);
                    return Change.of(
                            Kind.RULE,
                            0,
                            "a subnet in " + zone,
                            attempt,
                            needs(needs.hostPorts(), needs.attributes(), zones));
                })
                .toList();
    }

    private List<Change> rule(String what, TaskNeeds needs) {
        return List.of(Change.of(Kind.RULE, 0, what, attempt, needs));
    }

    private TaskNeeds needs(List<HostPort> ports, List<String> attributes, Set<String> zones) {
        TaskNeeds needs = attempt.needs();
        return new TaskNeeds(
                needs.cpu(), needs.memory(), needs.gpus(), ports, needs.eni(), needs.ebsVolume(), attributes, zones);
    }
}
