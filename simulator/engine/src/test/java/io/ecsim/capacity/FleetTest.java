// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.agent.Durations;
import io.ecsim.agent.Rights;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.world.Faults;
import io.ecsim.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Launches, zones and replacements of a fleet, and what its instances register. */
class FleetTest {
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private final Kernel kernel = new Kernel();
    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final List<Entry> journal = new ArrayList<>();
    private final List<String> joined = new ArrayList<>();
    private final Fleet fleet = new Fleet(
            kernel,
            new Transitions(cluster, kernel::now, (time, entry) -> journal.add(entry)),
            (time, entry) -> journal.add(entry),
            World.defaults(),
            new Durations(new RandomStreams(1)),
            new AccountSettings(),
            new Rights(Faults.NONE),
            Market.PLENTY,
            instance -> joined.add(instance.id()));

    private static Launch launch(String type, String zone, String group, Map<String, String> attributes) {
        Subnet subnet = zone.equals("us-east-1a") ? new Subnet("subnet-a", zone, null) : null;
        return new Launch(InstanceTypes.get(type), zone, subnet, group, OSFamily.LINUX, EcsConfig.NONE, attributes);
    }

    private void group(String name, int desired) {
        fleet.groups()
                .add(
                        new AutoScalingGroup(name, "m6i.large", 0, desired, desired, ZONES, null),
                        ZONES.stream()
                                .map(zone -> launch("m6i.large", zone, name, Map.of()))
                                .toList());
    }

    private List<String> zones() {
        return cluster.instances().stream()
                .map(ContainerInstance::availabilityZone)
                .toList();
    }

    private void terminateIn(String zone) {
        fleet.terminate(
                cluster.instances().stream()
                        .filter(instance -> instance.availabilityZone().equals(zone))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                "test");
    }

    @Test
    @Tag("SC-447")
    void eachGroupBalancesItsZonesByItself() {
        group("one", 4);
        group("two", 2);
        assertThat(zones())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1a", "us-east-1a", "us-east-1b");
    }

    @Test
    @Tag("SC-442")
    @Tag("SC-447")
    @Tag("SC-451")
    void aReplacementIsLaunchedAtOnceWhereTheGroupHasFewestAndRegistersLater() {
        group("one", 5);
        terminateIn("us-east-1b");
        terminateIn("us-east-1c");
        terminateIn("us-east-1b");
        // a 2, b 2, c 1, then one gone from b and from c: b, c and b again get a new one each.
        assertThat(zones()).containsExactly("us-east-1a", "us-east-1a");
        assertThat(launched()).endsWith("us-east-1b", "us-east-1c", "us-east-1b");
        kernel.runUntil(59 * Time.SECOND);
        assertThat(joined).hasSize(5);
        kernel.runUntil(60 * Time.SECOND);
        assertThat(joined).hasSize(8).endsWith("i-00006", "i-00007", "i-00008");
        assertThat(cluster.instances()).extracting(ContainerInstance::group).containsOnly("one");
    }

    private List<String> launched() {
        return journal.stream()
                .filter(Entry.InstanceLaunched.class::isInstance)
                .map(entry -> ((Entry.InstanceLaunched) entry).availabilityZone())
                .toList();
    }

    @Test
    @Tag("SC-442")
    void nobodyReplacesAFixedInstance() {
        fleet.addFixed(launch("m6i.large", "us-east-1a", null, Map.of()));
        terminateIn("us-east-1a");
        kernel.runUntil(Time.HOUR);
        assertThat(cluster.instances()).isEmpty();
        assertThat(kernel.events()).isZero();
    }

    @Test
    @Tag("RS-1")
    @Tag("RS-5")
    @Tag("RS-6")
    @Tag("CN-8")
    void anInstanceRegistersWhatItsTypeHas() {
        fleet.addFixed(launch("m6g.xlarge", "us-east-1a", null, Map.of("stack", "prod", "disk", "")));
        ContainerInstance instance = cluster.instances().get(0);
        assertThat(instance.vcpus()).isEqualTo(4);
        assertThat(instance.registeredCpu()).isEqualTo(4096);
        assertThat(instance.registeredMemory()).isEqualTo(15564); // floor(16384 x 0.95)
        assertThat(instance.enis()).isEqualTo(InstanceTypes.get("m6g.xlarge").maxEnis() - 1);
        assertThat(instance.takenPorts())
                .extracting(HostPort::protocol, HostPort::port)
                .allMatch(port -> port.toList().get(0) == TransportProtocol.tcp)
                .extracting(port -> port.toList().get(1))
                .containsExactlyInAnyOrder(22, 2375, 2376, 51678, 51679);
        assertThat(instance.attributes().entrySet())
                .startsWith(
                        Map.entry("ecs.availability-zone", "us-east-1a"),
                        Map.entry("ecs.instance-type", "m6g.xlarge"),
                        Map.entry("ecs.os-type", "linux"),
                        Map.entry("ecs.os-family", "LINUX"),
                        Map.entry("ecs.cpu-architecture", "arm64"),
                        Map.entry("ecs.subnet-id", "subnet-a"),
                        Map.entry("disk", ""),
                        Map.entry("stack", "prod"));
    }

    @Test
    void anInstanceInAZoneWithoutSubnetHasAnEmptySubnet() {
        fleet.addFixed(launch("m6i.large", "us-east-1c", null, Map.of()));
        assertThat(cluster.instances().get(0).attributes()).containsEntry("ecs.subnet-id", "");
    }
}
