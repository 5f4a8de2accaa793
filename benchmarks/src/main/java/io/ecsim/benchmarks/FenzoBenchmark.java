// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.Protos;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decision of {@link PlacementBenchmark} made by Netflix Fenzo 1.0.1, binpacking memory: one task is placed, and the
 * oldest stops. As under Mesos, a machine whose room changed offers what it has anew.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FenzoBenchmark {
    @Param({"100", "1000", "10000"})
    int instances;

    private final RandomStream random = new RandomStreams(2014).stream("world");
    private final Queue<Running> running = new ArrayDeque<>();
    private final List<VirtualMachineLease> offers = new ArrayList<>();
    private Machine[] machines;
    private TaskScheduler scheduler;
    private long cpuUsed;
    private long cpuLevel;
    private int created;

    private static final class Machine {
        private final String name;
        private double cpu;
        private double memory;
        private String offer;

        private Machine(int number, int cpu, int memory) {
            this.name = "i-" + number;
            this.cpu = cpu;
            this.memory = memory;
        }
    }

    private record Running(Task task, Machine machine) {}

    @Setup
    public void fill() {
        scheduler = new TaskScheduler.Builder()
                .withFitnessCalculator(BinPackingFitnessCalculators.memoryBinPacker)
                .withLeaseOfferExpirySecs(1_000_000)
                .withLeaseRejectAction(lease -> {})
                .build();
        machines = new Machine[instances];
        for (int i = 0; i < instances; i++) {
            // To fill ten thousand of them task by task would take minutes: half of each is taken from the beginning.
            machines[i] = new Machine(i, 2048 * (1 + random.nextInt(4)), 8192 * (1 + random.nextInt(4)));
            offer(machines[i]);
        }
        scheduler.scheduleOnce(List.of(), List.copyOf(offers)); // the first offer of a machine takes long
        offers.clear();
        cpuLevel = instances * 4L;
    }

    private void offer(Machine machine) {
        if (machine.offer != null) {
            scheduler.expireLease(machine.offer);
        }
        machine.offer = machine.name + "/" + created++;
        offers.add(new Offer(machine.offer, machine.name, machine.cpu, machine.memory));
    }

    @Benchmark
    public Object decide() {
        Task task = new Task("task-" + created++, PlacementWorld.cpu(random), PlacementWorld.memory(random));
        var result = scheduler.scheduleOnce(List.of(task), List.copyOf(offers));
        offers.clear();
        for (VMAssignmentResult assignment : result.getResultMap().values()) {
            Machine machine = machines[Integer.parseInt(assignment.getHostname().substring(2))];
            assignment
                    .getTasksAssigned()
                    .forEach(assigned ->
                            scheduler.getTaskAssigner().call(assigned.getRequest(), assignment.getHostname()));
            change(machine, task, 1);
            machine.offer = null;
            offer(machine);
            running.add(new Running(task, machine));
        }
        while (cpuUsed > cpuLevel) {
            Running oldest = running.remove();
            scheduler.getTaskUnAssigner().call(oldest.task().getId(), oldest.machine().name);
            change(oldest.machine(), oldest.task(), -1);
            offer(oldest.machine());
        }
        return result;
    }

    private void change(Machine machine, Task task, int more) {
        machine.cpu -= more * task.getCPUs();
        machine.memory -= more * task.getMemory();
        cpuUsed += more * (long) task.getCPUs();
    }

    @TearDown(Level.Trial)
    public void shutDown() {
        scheduler.shutdown();
    }

    /** What a machine has left. */
    private record Offer(String id, String machine, double cpu, double memory) implements VirtualMachineLease {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public long getOfferedTime() {
            return System.currentTimeMillis(); // it looks for offers that have expired
        }

        @Override
        public String hostname() {
            return machine;
        }

        @Override
        public String getVMID() {
            return machine;
        }

        @Override
        public double cpuCores() {
            return cpu;
        }

        @Override
        public double memoryMB() {
            return memory;
        }

        @Override
        public double networkMbps() {
            return 0;
        }

        @Override
        public double diskMB() {
            return 0;
        }

        @Override
        public List<Range> portRanges() {
            return List.of();
        }

        @Override
        public Protos.Offer getOffer() {
            return null;
        }

        @Override
        public Map<String, Protos.Attribute> getAttributeMap() {
            return new LinkedHashMap<>(); // it is asked for null
        }

        @Override
        public Double getScalarValue(String name) {
            return 0.0;
        }

        @Override
        public Map<String, Double> getScalarValues() {
            return Map.of();
        }
    }

    private static final class Task implements TaskRequest {
        private final String id;
        private final int cpu;
        private final int memory;
        private AssignedResources assigned;

        private Task(String id, int cpu, int memory) {
            this.id = id;
            this.cpu = cpu;
            this.memory = memory;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String taskGroupName() {
            return "shop";
        }

        @Override
        public double getCPUs() {
            return cpu;
        }

        @Override
        public double getMemory() {
            return memory;
        }

        @Override
        public double getNetworkMbps() {
            return 0;
        }

        @Override
        public double getDisk() {
            return 0;
        }

        @Override
        public int getPorts() {
            return 0;
        }

        @Override
        public Map<String, Double> getScalarRequests() {
            return Map.of();
        }

        @Override
        public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
            return Map.of();
        }

        @Override
        public List<ConstraintEvaluator> getHardConstraints() {
            return List.of();
        }

        @Override
        public List<VMTaskFitnessCalculator> getSoftConstraints() {
            return List.of();
        }

        @Override
        public void setAssignedResources(AssignedResources resources) {
            assigned = resources;
        }

        @Override
        public AssignedResources getAssignedResources() {
            return assigned;
        }
    }
}
