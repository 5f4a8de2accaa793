// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.Changes;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.TrackedCluster;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster of instances of four sizes in three zones, forty racks and as many host names as instances, with tasks of
 * mixed sizes on it. It is held at a level: after a batch of tasks has been placed, as many of the oldest stop. It keeps
 * of an instance and of a task only what placement looks at, so that little else is measured.
 */
final class PlacementWorld implements TrackedCluster {
    static final String GROUP = "service:shop";

    private static final int[] CPU = {128, 256, 256, 512, 512, 1024, 2048, 100, 300};
    private static final int[] MEMORY = {256, 512, 1024, 1024, 2048, 4096, 8192, 700, 333};
    private static final int KINDS = 1024;

    /** CPU units or MiB with which no task can do anything. */
    private static final int FRAGMENT = 50;

    private final List<Host> hosts = new ArrayList<>();
    private final Changes changes = new Changes();
    private final RandomStream random = new RandomStreams(2014).stream("world");
    private final TaskNeeds[] tasks = new TaskNeeds[KINDS];
    private int nextTask;

    /** The tasks that run, as a ring: where each is, and which of the kinds it is. */
    private final Host[] places;

    private final short[] kinds;
    private int oldest;
    private int running;
    private long cpuUsed;
    private final long cpuLevel;
    private int batch;
    private int runningBetweenBatches;

    /** The level is half of the CPU that tasks can reach, or 95 %. */
    PlacementWorld(int instances, String state, TaskNeeds pattern) {
        places = new Host[instances * 64];
        kinds = new short[instances * 64];
        for (int i = 0; i < instances; i++) {
            hosts.add(new Host(i, 4096 * (1 + random.nextInt(4)), 16_384 * (1 + random.nextInt(4))));
        }
        for (int i = 0; i < KINDS; i++) {
            tasks[i] = new TaskNeeds(
                    cpu(random),
                    memory(random),
                    pattern.gpus(),
                    pattern.hostPorts(),
                    pattern.eni(),
                    false,
                    pattern.attributes(),
                    pattern.availabilityZones());
        }
        if (state.equals("fragmented")) {
            fragment();
        }
        long cpu = hosts.stream()
                .filter(host -> host.cpu > FRAGMENT && host.memory > FRAGMENT)
                .filter(host -> !state.equals("member-of-1-percent") || host.number % 100 == 0)
                .mapToLong(host -> host.cpu)
                .sum();
        cpuLevel = (long) (cpu * (state.equals("95-percent-full") ? 0.95 : 0.5));
    }

    /** CPU units of a task. */
    static int cpu(RandomStream random) {
        return CPU[random.nextInt(CPU.length)];
    }

    /** MiB of a task. */
    static int memory(RandomStream random) {
        return MEMORY[random.nextInt(MEMORY.length)];
    }

    /** Most instances have much of one resource and little of the other, one in ten has both. */
    private void fragment() {
        for (Host host : hosts) {
            if (host.number % 10 != 0) {
                host.cpu = host.number % 2 == 0 ? FRAGMENT : host.cpu;
                host.memory = host.number % 2 == 0 ? host.memory : FRAGMENT;
            }
        }
    }

    /**
     * Places tasks until the level is reached, or nothing has been placed for a while, and takes a batch of them away
     * again: so there is always room for one, however few tasks the cluster can take.
     */
    void fill(Placer placer, PlacementRule rule) {
        int inVain = 0;
        while (cpuUsed < cpuLevel && inVain < 200) {
            inVain = place(placer, rule) == null ? inVain + 1 : 0;
        }
        batch = Math.max(1, Math.min(hosts.size() / 4, running / 50));
        runningBetweenBatches = running - batch;
        settle(placer, rule);
    }

    /** So many tasks are placed before as many stop: a fiftieth of those that run, and not more than a fourth of the instances. */
    int batch() {
        return batch;
    }

    /** Stops the oldest tasks until as many run as between batches, and lets a placer take notice. */
    void settle(Placer placer, PlacementRule rule) {
        while (running > runningBetweenBatches) {
            stopOldest();
        }
        placer.place(this, tasks[0], rule);
    }

    /** One decision and what follows from it: a task starts. */
    Placement place(Placer placer, PlacementRule rule) {
        int kind = nextTask++ & KINDS - 1;
        Placement placement = placer.place(this, tasks[kind], rule);
        if (!(placement instanceof Placement.Placed placed)) {
            return null;
        }
        Host host = (Host) placed.instance();
        host.change(tasks[kind], 1);
        changes.add(host.number);
        cpuUsed += tasks[kind].cpu();
        int at = oldest + running++;
        at = at < places.length ? at : at - places.length;
        places[at] = host;
        kinds[at] = (short) kind;
        return placement;
    }

    private void stopOldest() {
        TaskNeeds task = tasks[kinds[oldest]];
        places[oldest].change(task, -1);
        changes.add(places[oldest].number);
        cpuUsed -= task.cpu();
        oldest = oldest + 1 < places.length ? oldest + 1 : 0;
        running--;
    }

    @Override
    public List<Host> instances() {
        return hosts;
    }

    @Override
    public InstanceView instance(int number) {
        return hosts.get(number);
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public Instant start() {
        return Instant.EPOCH;
    }

    static PlacementConstraint memberOf(String expression) {
        return new PlacementConstraint("memberOf", expression);
    }

    /** {@code spread:attribute:rack+binpack:memory}; {@code default} is that of a service. */
    static List<PlacementStrategy> strategies(String chain) {
        List<PlacementStrategy> strategies = new ArrayList<>();
        if (!chain.equals("default")) {
            for (String link : chain.split("\\+")) {
                String[] parts = link.split(":", 2);
                strategies.add(new PlacementStrategy(parts[0], parts.length == 1 ? null : parts[1]));
            }
        }
        return strategies;
    }

    static final class Host implements InstanceView {
        private final int number;
        private final int registeredCpu;
        private final int registeredMemory;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final Set<HostPort> ports = new LinkedHashSet<>();
        private int cpu;
        private int memory;
        private int gpus = 8;
        private int enis = 60;
        private int tasks;

        Host(int number, int cpu, int memory) {
            this.number = number;
            this.registeredCpu = cpu;
            this.registeredMemory = memory;
            this.cpu = cpu;
            this.memory = memory;
            attributes.put("ecs.availability-zone", "us-east-1" + "abc".charAt(number % 3));
            attributes.put("ecs.os-type", "linux");
            attributes.put("rack", "r" + number % 40);
            attributes.put("host-name", "h" + number);
            attributes.put("share", number % 100 == 0 ? "rare" : "common");
        }

        private void change(TaskNeeds task, int more) {
            cpu -= more * task.cpu();
            memory -= more * task.memory();
            gpus -= more * task.gpus();
            enis -= task.eni() ? more : 0;
            tasks += more;
            if (!task.hostPorts().isEmpty() && more > 0) {
                ports.addAll(task.hostPorts());
            } else if (!task.hostPorts().isEmpty()) {
                ports.removeAll(task.hostPorts());
            }
        }

        @Override
        public String id() {
            return Ids.instance(number + 1);
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String instanceType() {
            return "m6i.xlarge";
        }

        @Override
        public String availabilityZone() {
            return attributes.get("ecs.availability-zone");
        }

        @Override
        public ContainerInstanceStatus status() {
            return ContainerInstanceStatus.ACTIVE;
        }

        @Override
        public boolean agentConnected() {
            return true;
        }

        @Override
        public String agentVersion() {
            return "1.105.1";
        }

        @Override
        public long registeredAt() {
            return 0;
        }

        @Override
        public int registeredCpu() {
            return registeredCpu;
        }

        @Override
        public int registeredMemory() {
            return registeredMemory;
        }

        @Override
        public int remainingCpu() {
            return cpu;
        }

        @Override
        public int remainingMemory() {
            return memory;
        }

        @Override
        public int registeredGpus() {
            return 8;
        }

        @Override
        public int freeGpus() {
            return gpus;
        }

        @Override
        public Collection<HostPort> takenPorts() {
            return ports;
        }

        @Override
        public int freeEnis() {
            return enis;
        }

        @Override
        public int freeEbsVolumes() {
            return 0;
        }

        @Override
        public Map<String, String> attributes() {
            return attributes;
        }

        @Override
        public Map<String, Integer> tasksByGroup() {
            return tasks == 0 ? Map.of() : Map.of(GROUP, tasks);
        }

        @Override
        public int tasks(String group) {
            return group.equals(GROUP) ? tasks : 0;
        }

        @Override
        public int runningTasksCount() {
            return tasks;
        }
    }

    /** What tasks ask besides CPU and memory. */
    static TaskNeeds pattern(String asks) {
        return new TaskNeeds(
                0,
                0,
                asks.equals("gpu") ? 1 : 0,
                asks.equals("port") ? List.of(new HostPort(TransportProtocol.tcp, 8080)) : List.of(),
                asks.equals("eni"),
                false,
                List.of("ecs.os-type=linux"),
                asks.equals("zone") ? Set.of("us-east-1a", "us-east-1b") : Set.of());
    }
}
