// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.queue.MessageQueue;
import io.ecsim.queue.Queues;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Load;
import io.ecsim.workload.ServiceBooks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Laws that hold after every event of every run. A broken one is a defect of the simulator. */
final class Invariants {
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Load load;
    private final Predicate<Task> bearsLoad;
    private final Queues queues;
    private final Liveness liveness;

    Invariants(
            ClusterState cluster,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            Load load,
            Predicate<Task> bearsLoad,
            Queues queues,
            Liveness liveness) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.load = load;
        this.bearsLoad = bearsLoad;
        this.queues = queues;
        this.liveness = liveness;
    }

    /**
     * Runs up to a time like {@link Kernel#runUntil}, checking after every step. Books are looked at when a minute is
     * over, when all were read anyway: each reading settles the fluid to whole millionths, and one more would change
     * results.
     */
    void runChecked(Kernel kernel, long until) {
        while (kernel.stepUntil(until)) {
            cluster.instances().forEach(Invariants::aHostIsWhatItsTasksLeaveOfIt);
            cluster.tasks().forEach(this::aTaskOnNoInstanceIsAloneOnItsHost);
            instancesAndClusterKnowTheSameTasks();
            servicesAndClusterKnowTheSameTasks();
            targetsAreTasksThatAreNotStopped();
            theLoadKnowsTheTasksWhoseContainersRun();
            liveness.check();
        }
        if (until % Time.MINUTE == 0) {
            scheduler.services().forEach(this::booksClose);
            queues.all().forEach(Invariants::everyMessageIsSomewhere);
        }
    }

    private static void aHostIsWhatItsTasksLeaveOfIt(ContainerInstance instance) {
        cpuAndMemoryReservedAreTheSumOfTasks(instance);
        attachmentsAddUp(instance);
        takenPortsAreTheAgentsAndThoseOfTasks(instance);
        countsByGroupAreARecount(instance);
    }

    private void aTaskOnNoInstanceIsAloneOnItsHost(Task task) {
        if (task.compute().isFargate() || task.waitsForCapacity()) {
            require(!cluster.instances().contains(task.instance()), task.id() + ": its host is registered");
            require(List.copyOf(task.instance().tasks()).equals(List.of(task)), task.id() + ": is not alone");
            require(
                    task.instance().registeredCpu() == task.needs().cpu()
                            && task.instance().registeredMemory()
                                    == task.needs().memory(),
                    task.id() + ": its host has another size");
            aHostIsWhatItsTasksLeaveOfIt(task.instance());
        }
    }

    private static void cpuAndMemoryReservedAreTheSumOfTasks(ContainerInstance instance) {
        int cpu = instance.held().stream().mapToInt(TaskNeeds::cpu).sum();
        int memory = instance.held().stream().mapToInt(TaskNeeds::memory).sum();
        for (Task task : instance.tasks()) {
            if (!task.stopRequested()) {
                cpu += task.revision().cpu();
                memory += task.revision().memory();
            }
        }
        require(
                instance.registeredCpu() - instance.remainingCpu() == cpu,
                instance.id() + ": CPU reserved is not the sum of its tasks");
        require(
                instance.registeredMemory() - instance.remainingMemory() == memory,
                instance.id() + ": memory reserved is not the sum of its tasks");
        require(
                instance.remainingCpu() >= 0 && instance.remainingMemory() >= 0,
                instance.id() + ": something is negative");
    }

    private static void attachmentsAddUp(ContainerInstance instance) {
        int enis = (int) instance.held().stream().filter(TaskNeeds::eni).count();
        int volumes = 0;
        int gpus = 0;
        for (Task task : instance.tasks()) {
            enis += task.needs().eni() ? 1 : 0;
            volumes += task.needs().ebsVolume() ? 1 : 0;
            gpus += task.stopRequested() ? 0 : task.needs().gpus();
        }
        require(
                instance.freeGpus() >= 0 && gpus + instance.freeGpus() == instance.registeredGpus(),
                instance.id() + ": GPUs do not add up");
        require(
                instance.freeEbsVolumes() >= 0 && volumes + instance.freeEbsVolumes() == instance.ebsVolumes(),
                instance.id() + ": EBS volumes do not add up");
        require(
                instance.freeEnis() >= 0 && enis + instance.freeEnis() == instance.enis(),
                instance.id() + ": ENIs do not add up");
    }

    private static void takenPortsAreTheAgentsAndThoseOfTasks(ContainerInstance instance) {
        Set<HostPort> ports = new LinkedHashSet<>(instance.agentPorts());
        for (Task task : instance.tasks()) {
            if (!task.stopRequested()) {
                for (HostPort port : task.revision().needs(Set.of()).hostPorts()) {
                    require(ports.add(port), instance.id() + ": " + port + " is taken twice");
                }
            }
        }
        require(
                ports.equals(new LinkedHashSet<>(instance.takenPorts())),
                instance.id() + ": taken ports are not those of the agent and of its tasks");
    }

    private static void countsByGroupAreARecount(ContainerInstance instance) {
        Map<String, Integer> groups = new LinkedHashMap<>();
        int running = 0;
        for (Task task : instance.tasks()) {
            if (!task.stopRequested()) {
                groups.merge(task.group(), 1, Integer::sum);
                running++;
            }
        }
        require(groups.equals(instance.tasksByGroup()), instance.id() + ": tasks by group are miscounted");
        require(running == instance.runningTasksCount(), instance.id() + ": runningTasksCount is miscounted");
    }

    private void instancesAndClusterKnowTheSameTasks() {
        int tasks = 0;
        long registeredCpu = 0;
        long registeredMemory = 0;
        long runningCpu = 0;
        long runningMemory = 0;
        for (ContainerInstance instance : cluster.instances()) {
            registeredCpu += instance.registeredCpu();
            registeredMemory += instance.registeredMemory();
            for (Task task : instance.tasks()) {
                runningCpu += task.isRunning() ? task.revision().cpu() : 0;
                runningMemory += task.isRunning() ? task.revision().memory() : 0;
                require(cluster.task(task.id()) == task, instance.id() + ": the cluster does not know " + task.id());
                require(task.instance() == instance, instance.id() + ": " + task.id() + " is elsewhere");
                tasks++;
            }
        }
        tasks += (int) cluster.tasks().stream()
                .filter(task -> task.compute().isFargate() || task.waitsForCapacity())
                .count();
        require(tasks == cluster.tasks().size(), "a task is on no instance of the cluster");
        require(
                registeredCpu == cluster.registeredCpu() && registeredMemory == cluster.registeredMemory(),
                "what instances register is miscounted");
        require(
                runningCpu == cluster.runningCpu() && runningMemory == cluster.runningMemory(),
                "what RUNNING tasks reserve is miscounted");
    }

    private void servicesAndClusterKnowTheSameTasks() {
        Map<String, List<Task>> byService = new LinkedHashMap<>();
        for (Task task : cluster.tasks()) {
            require(!task.isStopped(), task.id() + ": the cluster keeps a STOPPED task");
            if (task.service() != null) {
                byService
                        .computeIfAbsent(task.service(), service -> new ArrayList<>())
                        .add(task);
            }
        }
        for (Service service : scheduler.services()) {
            List<Task> tasks = byService.remove(service.name());
            require(
                    List.copyOf(cluster.tasks(service.name())).equals(tasks == null ? List.of() : tasks),
                    service.name() + ": its tasks are not those of the cluster");
        }
        require(byService.isEmpty(), "tasks are of services that are not there: " + byService.keySet());
    }

    private void targetsAreTasksThatAreNotStopped() {
        for (Targets targets : targetGroups.all()) {
            for (TargetHealth health : TargetHealth.values()) {
                for (String target : targets.in(health)) {
                    require(
                            cluster.task(target) != null,
                            targets.group().name() + ": " + target + " is " + health + " and no task");
                }
            }
        }
    }

    private void theLoadKnowsTheTasksWhoseContainersRun() {
        int running = 0;
        for (Task task : cluster.tasks()) {
            if (task.isUp() && bearsLoad.test(task)) {
                running++;
                require(load.tasks().contains(task.id()), task.id() + ": its containers run without load");
            }
        }
        require(running == load.tasks().size(), "the load knows tasks whose containers do not run");
    }

    private void booksClose(Service service) {
        booksClose(service, load.books(service.name()));
        booksClose(service, load.callBooks(service.name()));
    }

    private static void booksClose(Service service, ServiceBooks books) {
        require(
                books.offered() == books.served() + books.failed() + books.rejected() + books.inFlight(),
                service.name() + ": requests are lost from the books: " + books);
        require(
                books.served() >= 0 && books.failed() >= 0 && books.rejected() >= 0 && books.inFlight() >= 0,
                service.name() + ": requests are negative: " + books);
    }

    private static void everyMessageIsSomewhere(MessageQueue queue) {
        MessageQueue.Books books = queue.books();
        long gone = books.deleted() + books.deadLettered() + books.expired();
        require(
                books.sent() + books.movedIn() == gone + books.delayed() + books.visible() + books.inFlight(),
                queue.name() + ": messages are lost from the books: " + books);
        require(
                Arrays.equals(queue.recount(), new int[] {books.delayed(), books.visible(), books.inFlight()}),
                queue.name() + ": messages are miscounted: " + books);
    }

    static void require(boolean holds, String law) {
        if (!holds) {
            throw new IllegalStateException(law);
        }
    }
}
