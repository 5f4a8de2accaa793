// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Durations;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.Subnet;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Launches and terminates instances. Those that a scenario begins with are registered at once; an Auto Scaling group
 * that loses one launches another in the zone where it has fewest, which registers after the launch time (SC-442,
 * SC-451).
 */
public final class Fleet {
    private static final class Group {
        final AutoScalingGroup settings;
        final List<String> zones;
        final Map<String, Integer> instancesByZone = new LinkedHashMap<>();

        Group(AutoScalingGroup settings, List<String> zones) {
            this.settings = settings;
            this.zones = zones;
            zones.forEach(zone -> instancesByZone.put(zone, 0));
        }

        /** Fewest instances, first in the group's order of zones (SC-447). */
        String emptiestZone() {
            String best = zones.get(0);
            for (String zone : zones) {
                if (instancesByZone.get(zone) < instancesByZone.get(best)) {
                    best = zone;
                }
            }
            return best;
        }
    }

    private final Kernel kernel;
    private final Transitions transitions;
    private final Journal journal;
    private final World world;
    private final Durations durations;
    private final Registrations registrations;
    private final Consumer<ContainerInstance> registered;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private int launched;

    /** @param registered told of every instance that joins the cluster */
    public Fleet(
            Kernel kernel,
            Transitions transitions,
            Journal journal,
            World world,
            Durations durations,
            List<Subnet> subnets,
            Consumer<ContainerInstance> registered) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.journal = journal;
        this.world = world;
        this.durations = durations;
        Map<String, String> subnetByZone = new LinkedHashMap<>();
        subnets.forEach(subnet -> subnetByZone.putIfAbsent(subnet.availabilityZone(), subnet.subnetId()));
        this.registrations = new Registrations(subnetByZone, world::registeredMemory);
        this.registered = registered;
    }

    /** Adds an instance that is there from the beginning and belongs to no group. */
    public void addFixed(String instanceType, String availabilityZone, Map<String, String> attributes) {
        register(launch(instanceType, availabilityZone, null, attributes, "there from the beginning"));
    }

    /** Adds a group with its desired capacity already running, spread over its zones. */
    public void addGroup(AutoScalingGroup settings, List<String> zones) {
        Group group = new Group(settings, zones);
        groups.put(settings.autoScalingGroupName(), group);
        for (int i = 0; i < settings.desiredCapacity(); i++) {
            register(launchInto(group, "there from the beginning"));
        }
    }

    /** The instance is gone; its tasks must be STOPPED before. Its group launches another. */
    public void terminate(ContainerInstance instance, String why) {
        transitions.terminate(instance, why);
        Group group = instance.group() == null ? null : groups.get(instance.group());
        if (group != null) {
            group.instancesByZone.merge(instance.availabilityZone(), -1, Integer::sum);
            var replacement = launchInto(group, "replaces " + instance.id());
            long delay = durations.draw(world.instanceLaunch(), "instance-launch", instance.group());
            kernel.after(delay, () -> register(replacement));
        }
    }

    private ContainerInstance.Registration launchInto(Group group, String why) {
        String zone = group.emptiestZone();
        group.instancesByZone.merge(zone, 1, Integer::sum);
        AutoScalingGroup settings = group.settings;
        return launch(settings.instanceType(), zone, settings.autoScalingGroupName(), Map.of(), why);
    }

    private ContainerInstance.Registration launch(
            String instanceType, String zone, String group, Map<String, String> attributes, String why) {
        String id = Ids.instance(++launched);
        journal.add(kernel.now(), new Entry.InstanceLaunched(id, instanceType, zone, group, why));
        return registrations.of(id, InstanceTypes.get(instanceType), zone, group, attributes);
    }

    private void register(ContainerInstance.Registration registration) {
        registered.accept(transitions.register(registration));
    }
}
