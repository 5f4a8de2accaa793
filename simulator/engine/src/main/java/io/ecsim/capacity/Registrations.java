// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.Absent;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.Attributes;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an instance registers with the cluster: CPU, memory, ports, GPUs, ENIs, EBS attachments, attributes (RS-1 to RS-6,
 * RS-10, NW-20 to NW-23, VO-5, CN-7 to CN-9).
 */
public final class Registrations {
    /** MiB that Linux sees, where somebody wrote it down (RS-4). */
    private static final Map<String, Integer> LINUX_MEMORY =
            Map.of("m4.large", 7985, "t4g.large", 7813, "inf1.xlarge", 7679, "t3a.nano", 452);

    /** MiB that Windows sees (RS-4). */
    private static final Map<String, Integer> WINDOWS_MEMORY = Map.of("m4.large", 8191);

    /** TCP ports of SSH, the Docker daemon and the agent (RS-6, DIS-5). */
    private static final List<Integer> LINUX_PORTS = List.of(22, 2375, 2376, 51678, 51679);

    private static final List<Integer> WINDOWS_PORTS =
            List.of(53, 135, 139, 445, 2375, 2376, 3389, 5985, 5986, 51678, 51679);

    /** What instances have in common that are launched alike, their ids aside. */
    private record Alike(Launch launch, boolean trunk) {}

    private record Agent(OSFamily operatingSystemFamily, EcsConfig ecsConfig) {}

    private final World world;
    private final Map<Alike, Attributes> attributes = new LinkedHashMap<>();
    private final Map<Agent, Map<String, String>> capabilities = new LinkedHashMap<>();

    public Registrations(World world) {
        this.world = world;
    }

    /** @param awsvpcTrunking whether the account had opted in when the instance was launched (NW-22) */
    public ContainerInstance.Registration of(String id, Launch launch, boolean awsvpcTrunking) {
        InstanceType type = launch.type();
        boolean windows = launch.operatingSystemFamily().isWindows();
        boolean trunk = awsvpcTrunking
                && !windows
                && launch.ecsConfig().enableHighDensityEni()
                && type.awsvpcTasksTrunking() > 0;
        RegisteredResources given = launch.registers();
        int cpu = Absent.or(given.cpu(), type.vcpu() * TaskSize.UNITS_PER_VCPU);
        int gpus = Absent.or(given.gpu(), type.ecsGpus());
        return new ContainerInstance.Registration(
                id,
                type.name(),
                launch.availabilityZone(),
                launch.group(),
                given.cpu() == null ? type.vcpu() : -Math.floorDiv(-cpu, TaskSize.UNITS_PER_VCPU),
                cpu,
                Math.max(
                        0,
                        Absent.or(given.memory(), memory(type, windows))
                                - launch.ecsConfig().reservedMemory()),
                ports(launch.ecsConfig(), windows),
                windows || !launch.ecsConfig().enableGpuSupport() ? 0 : gpus,
                trunk ? type.awsvpcTasksTrunking() : type.awsvpcTasks(),
                Math.max(0, type.ebsAttachments() - world.ebsVolumesOfInstance()),
                attributes(id, launch, trunk),
                launch.ecsConfig());
    }

    /** MiB that the system of an instance sees (RS-2, RS-4, RS-5). */
    private int memory(InstanceType type, boolean windows) {
        Integer known = (windows ? WINDOWS_MEMORY : LINUX_MEMORY).get(type.name());
        return known != null ? known : world.registeredMemory(type.memoryMiB());
    }

    private static Set<HostPort> ports(EcsConfig config, boolean windows) {
        Set<HostPort> ports = new LinkedHashSet<>();
        List<Integer> standard = windows ? WINDOWS_PORTS : LINUX_PORTS;
        (config.reservedPorts() == null ? standard : config.reservedPorts())
                .forEach(port -> ports.add(new HostPort(TransportProtocol.tcp, port)));
        config.reservedPortsUdp().forEach(port -> ports.add(new HostPort(TransportProtocol.udp, port)));
        return ports;
    }

    /** Built-in attributes of CN-8, then the custom ones by name, then what the agent can do. */
    private Attributes attributes(String id, Launch launch, boolean trunk) {
        Alike alike = new Alike(launch, trunk);
        if (!trunk) {
            return attributes.computeIfAbsent(alike, a -> new Attributes(own(launch), capabilities(launch)));
        }
        Map<String, String> own = own(launch);
        own.put("ecs.awsvpc-trunk-id", "eni-" + id.substring("i-".length()));
        return new Attributes(own, capabilities(launch));
    }

    private Map<String, String> capabilities(Launch launch) {
        return capabilities.computeIfAbsent(
                new Agent(launch.operatingSystemFamily(), launch.ecsConfig()),
                agent -> Capabilities.of(agent.operatingSystemFamily(), agent.ecsConfig()));
    }

    private static Map<String, String> own(Launch launch) {
        OSFamily system = launch.operatingSystemFamily();
        Map<String, String> own = new LinkedHashMap<>();
        if (launch.availabilityZone() != null) {
            own.put("ecs.availability-zone", launch.availabilityZone());
        }
        own.put("ecs.instance-type", launch.type().name());
        own.put("ecs.os-type", system.isWindows() ? "windows" : "linux");
        own.put("ecs.os-family", system.name());
        own.put("ecs.cpu-architecture", launch.type().cpuArchitecture().name().toLowerCase(Locale.ROOT));
        if (launch.availabilityZone() != null) {
            own.put(
                    "ecs.subnet-id",
                    launch.subnet() == null ? "" : launch.subnet().subnetId());
        }
        if (launch.subnet() != null && launch.subnet().vpcId() != null) {
            own.put("ecs.vpc-id", launch.subnet().vpcId());
        }
        Map<String, String> custom = new TreeMap<>(launch.ecsConfig().instanceAttributes());
        custom.putAll(launch.attributes());
        own.putAll(custom);
        return own;
    }
}
