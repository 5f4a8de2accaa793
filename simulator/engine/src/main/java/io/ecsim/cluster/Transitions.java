// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ContainerLastStatus;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The only writer of the cluster: one method per legal move. Each asserts that the move is legal, keeps the counters,
 * and writes one journal row. An illegal move is a defect of the simulator and throws {@link IllegalStateException}.
 */
public final class Transitions {
    private final ClusterState cluster;
    private final LongSupplier now;
    private final Journal journal;
    private int tasksCreated;

    public Transitions(ClusterState cluster, LongSupplier now, Journal journal) {
        this.cluster = cluster;
        this.now = now;
        this.journal = journal;
    }

    /** Whether the cluster has not been deleted. */
    public boolean clusterIsActive() {
        return cluster.isActive();
    }

    /** The cluster is INACTIVE for good; it must be empty before. */
    public void deleteCluster(String why) {
        require(cluster.instances.isEmpty() && cluster.tasks.isEmpty(), "the cluster", "is not empty");
        require(!cluster.deleted, "the cluster", "is deleted already");
        cluster.deleted = true;
        write(new Entry.ClusterStatusChanged("INACTIVE", why));
    }

    public ContainerInstance register(ContainerInstance.Registration registration) {
        int number = cluster.everRegistered.size();
        ContainerInstance instance = new ContainerInstance(registration, number, now.getAsLong());
        cluster.instances.add(instance);
        cluster.everRegistered.add(instance);
        cluster.registeredCpu += instance.registeredCpu();
        cluster.registeredMemory += instance.registeredMemory();
        cluster.changes.add(number);
        write(new Entry.InstanceRegistered(
                instance.id(),
                instance.instanceType(),
                instance.availabilityZone(),
                instance.registeredCpu(),
                instance.registeredMemory()));
        return instance;
    }

    public void changeStatus(ContainerInstance instance, ContainerInstanceStatus status, String why) {
        require(instance.status != status, instance.id(), "is already " + status);
        instance.status = status;
        changed(instance);
        write(new Entry.InstanceStatusChanged(instance.id(), status, why));
    }

    /** The agent loses or finds its connection (IN-5). Tasks on the instance notice nothing. */
    public void changeAgentConnection(ContainerInstance instance, boolean connected, String why) {
        require(
                instance.agentConnected != connected,
                instance.id(),
                "has an agent that is already " + (connected ? "connected" : "disconnected"));
        instance.agentConnected = connected;
        changed(instance);
        write(new Entry.AgentConnectionChanged(instance.id(), connected, why));
    }

    /** Sets an attribute, new or not. */
    public void putAttribute(ContainerInstance instance, String name, String value) {
        changeAttributes(instance, instance.attributes.with(name, value));
        write(new Entry.AttributePut(instance.id(), name, value));
    }

    /** Takes an attribute away, if it is there. */
    public void deleteAttribute(ContainerInstance instance, String name) {
        if (instance.attributes.containsKey(name)) {
            changeAttributes(instance, instance.attributes.without(name));
            write(new Entry.AttributeDeleted(instance.id(), name));
        }
    }

    private void changeAttributes(ContainerInstance instance, Attributes attributes) {
        instance.attributes = attributes;
        changed(instance);
    }

    /** Takes an instance out of the cluster, with its machine. Its tasks must be STOPPED before. */
    public void terminate(ContainerInstance instance, String why) {
        leave(instance);
        write(new Entry.InstanceTerminated(instance.id(), why));
    }

    /** Takes an instance out of the cluster, whatever becomes of its machine. Its tasks must be STOPPED before. */
    public void deregister(ContainerInstance instance, String why) {
        leave(instance);
        write(new Entry.InstanceDeregistered(instance.id(), why));
    }

    private void leave(ContainerInstance instance) {
        require(instance.tasks.isEmpty(), instance.id(), "still has tasks");
        require(cluster.instances.remove(instance), instance.id(), "is not in the cluster");
        instance.status = ContainerInstanceStatus.INACTIVE;
        cluster.everRegistered.set(instance.number, null);
        cluster.left.add(instance.id());
        cluster.registeredCpu -= instance.registeredCpu();
        cluster.registeredMemory -= instance.registeredMemory();
        changed(instance);
    }

    /**
     * Creates a task on an instance and reserves what it needs, of GPUs all that are free if it wants all; the task is
     * in PROVISIONING.
     */
    public Task place(
            String service, String group, String deployment, Revision revision, TaskNeeds asked, InstanceView chosen) {
        return place(service, group, deployment, revision, Compute.EC2, asked, chosen);
    }

    /** The same on an instance of a capacity provider. */
    public Task place(
            String service,
            String group,
            String deployment,
            Revision revision,
            Compute compute,
            TaskNeeds asked,
            InstanceView chosen) {
        ContainerInstance instance = (ContainerInstance) chosen;
        TaskNeeds needs = revision.allGpus() && instance.freeGpus > 0 ? asked.withGpus(instance.freeGpus) : asked;
        String id = Ids.task(tasksCreated + 1);
        requireRoom(instance, needs, id);
        Task task = create(new Task.Identity(id, service, group, deployment, revision, compute), needs, instance);
        writePlaced(task);
        return task;
    }

    /** Creates a task that waits for capacity; it is in PROVISIONING, and on no instance (SC-423). */
    public Task provision(
            String service, String group, String deployment, Revision revision, Compute compute, TaskNeeds needs) {
        String id = Ids.task(tasksCreated + 1);
        ContainerInstance place =
                new ContainerInstance(WaitingPlace.of(id, needs), ContainerInstance.UNREGISTERED, now.getAsLong());
        Task task = create(new Task.Identity(id, service, group, deployment, revision, compute), needs, place);
        write(new Entry.TaskWaits(
                id,
                service,
                group,
                deployment,
                revision.name(),
                needs.cpu(),
                needs.memory(),
                compute.capacityProvider()));
        return task;
    }

    /** A task that waited for capacity gets it. */
    public void assign(Task task, InstanceView chosen) {
        ContainerInstance instance = (ContainerInstance) chosen;
        require(task.waitsForCapacity() && !task.stopRequested, task.id(), "does not wait for capacity");
        requireRoom(instance, task.needs, task.id());
        task.instance = instance;
        reserve(task);
        writePlaced(task);
    }

    /** Creates a task on Fargate, on a host of its own that has its size; the task is in PROVISIONING. */
    public Task launch(
            String service, String group, String deployment, Revision revision, Compute compute, String zone) {
        String id = Ids.task(tasksCreated + 1);
        ContainerInstance host = new ContainerInstance(
                FargateHost.of(id, revision, zone), ContainerInstance.UNREGISTERED, now.getAsLong());
        Task task = create(
                new Task.Identity(id, service, group, deployment, revision, compute), revision.needs(Set.of()), host);
        writePlaced(task);
        return task;
    }

    private Task create(Task.Identity identity, TaskNeeds needs, ContainerInstance instance) {
        tasksCreated++;
        Task task = new Task(identity, needs, instance, now.getAsLong());
        reserve(task);
        cluster.tasks.put(task.id(), task);
        cluster.tasksByService
                .computeIfAbsent(task.service(), s -> new LinkedHashMap<>())
                .put(task.id(), task);
        return task;
    }

    private void writePlaced(Task task) {
        boolean onInstance = !task.compute().isFargate();
        write(new Entry.TaskPlaced(
                task.id(),
                task.service(),
                task.group(),
                task.deployment(),
                task.revision().name(),
                onInstance ? task.instance.id() : null,
                task.instance.availabilityZone(),
                task.needs.cpu(),
                task.needs.memory(),
                onInstance ? null : task.compute().launchType(),
                task.compute().capacityProvider()));
    }

    /** Placement looks again at an instance of the cluster. */
    private void changed(ContainerInstance instance) {
        if (instance.number != ContainerInstance.UNREGISTERED) {
            cluster.changes.add(instance.number);
        }
    }

    private static void requireRoom(ContainerInstance instance, TaskNeeds needs, String task) {
        require(
                instance.remainingCpu >= needs.cpu() && instance.remainingMemory >= needs.memory(),
                instance.id(),
                "has no room for " + task);
        if (!needs.hostPorts().isEmpty()) {
            Set<HostPort> ports = new LinkedHashSet<>(instance.takenPorts);
            for (HostPort port : needs.hostPorts()) {
                require(ports.add(port), instance.id(), "already uses " + port);
            }
        }
        require(instance.freeGpus >= needs.gpus(), instance.id(), "has not the GPUs for " + task);
        require(!needs.eni() || instance.freeEnis > 0, instance.id(), "has no ENI for " + task);
        require(
                !needs.ebsVolume() || instance.freeEbsVolumes > 0,
                instance.id(),
                "has no attachment for the EBS volume of " + task);
    }

    private void reserve(Task task) {
        ContainerInstance instance = task.instance;
        instance.remainingCpu -= task.needs.cpu();
        instance.remainingMemory -= task.needs.memory();
        instance.takenPorts.addAll(task.needs.hostPorts());
        instance.freeGpus -= task.needs.gpus();
        instance.freeEnis -= task.needs.eni() ? 1 : 0;
        instance.freeEbsVolumes -= task.needs.ebsVolume() ? 1 : 0;
        instance.tasks.add(task);
        instance.runningTasksCount++;
        instance.tasksByGroup.merge(task.group(), 1, Integer::sum);
        changed(instance);
    }

    /** Holds back CPU, memory and an ENI for a task of a service that is to come, if they are free (RS-19). */
    public void holdRoom(ContainerInstance instance, String service, TaskNeeds needs) {
        if (needs.equals(instance.held.get(service))) {
            return;
        }
        releaseRoom(instance, service);
        if (instance.remainingCpu >= needs.cpu()
                && instance.remainingMemory >= needs.memory()
                && (!needs.eni() || instance.freeEnis > 0)) {
            instance.held.put(service, needs);
            changeRoom(instance, needs, -1);
        }
    }

    /** Gives back what is held for a service; tells whether anything was. */
    public boolean releaseRoom(ContainerInstance instance, String service) {
        TaskNeeds held = instance.held.remove(service);
        if (held != null) {
            changeRoom(instance, held, 1);
        }
        return held != null;
    }

    private void changeRoom(ContainerInstance instance, TaskNeeds needs, int by) {
        instance.remainingCpu += by * needs.cpu();
        instance.remainingMemory += by * needs.memory();
        instance.freeEnis += needs.eni() ? by : 0;
        changed(instance);
    }

    /** Moves a task forward to a later status; STOPPED takes it out of the cluster. */
    public void advance(Task task, TaskLastStatus status) {
        require(
                status.compareTo(task.lastStatus) > 0,
                task.id(),
                "cannot go from " + task.lastStatus + " to " + status);
        require(
                status.compareTo(TaskLastStatus.RUNNING) <= 0 || task.stopRequested,
                task.id(),
                "goes to " + status + " though nobody asked it to stop");
        if (task.isRunning()) {
            countRunning(task, -1);
        }
        task.lastStatus = status;
        stamp(task, status);
        if (status == TaskLastStatus.RUNNING) {
            countRunning(task, 1);
        }
        if (status == TaskLastStatus.STOPPED) {
            leave(task);
        }
        write(new Entry.TaskStatusChanged(task.id(), task.service(), status));
    }

    /** TL-5. */
    private void stamp(Task task, TaskLastStatus status) {
        long time = now.getAsLong();
        switch (status) {
            case PENDING -> task.connectivityAt = time;
            case RUNNING -> task.startedAt = time;
            case STOPPING -> task.stoppingAt = time;
            case STOPPED -> task.stoppedAt = time;
            default -> {}
        }
    }

    /** On Fargate nobody registered what a task reserves (SC-114). */
    private void countRunning(Task task, int by) {
        cluster.runningByService.merge(task.service(), by, Integer::sum);
        if (task.compute().isFargate()) {
            return;
        }
        cluster.runningCpu += (long) by * task.needs.cpu();
        cluster.runningMemory += (long) by * task.needs.memory();
    }

    private void leave(Task task) {
        task.instance.freeEnis += task.needs.eni() ? 1 : 0;
        task.instance.freeEbsVolumes += task.needs.ebsVolume() ? 1 : 0;
        task.instance.tasks.remove(task);
        changed(task.instance);
        cluster.tasks.remove(task.id());
        cluster.tasksByService.get(task.service()).remove(task.id());
    }

    /** The images of a task are being asked for; from now on Fargate is paid for it (FG-10). */
    public void pullStarted(Task task) {
        task.pullStartedAt = now.getAsLong();
        if (task.compute().isFargate()) {
            TaskDefinition definition = task.revision().definition();
            write(new Entry.FargateTaskStarted(
                    task.id(),
                    task.service(),
                    task.compute().isFargateSpot(),
                    definition.runtimePlatform().operatingSystemFamily(),
                    definition.runtimePlatform().cpuArchitecture(),
                    task.needs.cpu(),
                    task.needs.memory(),
                    definition.ephemeralStorage() == null
                            ? null
                            : definition.ephemeralStorage().sizeInGiB()));
        }
    }

    /**
     * The images of a task are all there.
     *
     * @param versions by the names that the containers have for them
     */
    public void pullStopped(Task task, Map<String, Integer> versions) {
        task.pullStoppedAt = now.getAsLong();
        task.containers.forEach(container -> container.imageVersion = versions.get(container.definition.image()));
    }

    /** A container has started, for the first time or anew after it had stopped (TL-8). */
    public void startContainer(Task task, Container container) {
        require(!container.isRunning(), task.id(), "has a container that runs already, " + container.name());
        container.restartCount += container.isStopped() ? 1 : 0;
        container.lastStatus = ContainerLastStatus.RUNNING;
        container.healthStatus = HealthStatus.UNKNOWN;
        container.exitCode = null;
        container.reason = null;
        container.startedAt = now.getAsLong();
        write(new Entry.ContainerStatusChanged(
                task.id(), task.service(), container.name(), container.lastStatus, null, null));
    }

    /**
     * A container has ended, or will never start.
     *
     * @param exitCode null when nobody knows
     * @param reason null when the exit code says it all
     */
    public void stopContainer(Task task, Container container, Integer exitCode, String reason) {
        require(!container.isStopped(), task.id(), "has a container that has stopped already, " + container.name());
        container.lastStatus = ContainerLastStatus.STOPPED;
        container.exitCode = exitCode;
        container.reason = reason;
        if (task.containers.stream().allMatch(Container::isStopped)) {
            task.executionStoppedAt = now.getAsLong();
        }
        write(new Entry.ContainerStatusChanged(
                task.id(), task.service(), container.name(), container.lastStatus, exitCode, reason));
    }

    /** What a container's health check says, as ECS is told (HC-2). */
    public void changeContainerHealth(Task task, Container container, HealthStatus health, String why) {
        require(container.healthStatus != health, task.id(), "has a container that is already " + health);
        container.healthStatus = health;
        write(new Entry.ContainerHealthChanged(task.id(), task.service(), container.name(), health, why));
    }

    /** Sets the desired status to STOPPED: CPU, memory, GPUs and ports are free for placement from now on (TL-11). */
    public void requestStop(Task task, TaskStopCode stopCode, String reason) {
        require(!task.stopRequested, task.id(), "was asked to stop before");
        task.stopRequested = true;
        task.stopCode = stopCode;
        task.stoppedReason = reason;
        ContainerInstance instance = task.instance;
        instance.remainingCpu += task.needs.cpu();
        instance.remainingMemory += task.needs.memory();
        instance.freeGpus += task.needs.gpus();
        task.needs.hostPorts().forEach(instance.takenPorts::remove);
        instance.runningTasksCount--;
        instance.tasksByGroup.computeIfPresent(task.group(), (group, n) -> n == 1 ? null : n - 1);
        changed(instance);
        write(new Entry.TaskStopRequested(task.id(), task.service(), stopCode, reason));
    }

    /** Fargate will stop a task: it is as if its host were draining (TL-18). */
    public void retire(Task task, String why) {
        require(task.compute().isFargate(), task.id(), "is not on Fargate");
        require(!isRetired(task) && !task.stopRequested, task.id(), "is retired or stops already");
        task.instance.status = ContainerInstanceStatus.DRAINING;
        write(new Entry.TaskRetired(task.id(), task.service(), why));
    }

    /** Whether Fargate has to stop a task. */
    public static boolean isRetired(Task task) {
        return task.compute().isFargate() && task.instance.status == ContainerInstanceStatus.DRAINING;
    }

    /** Records what the scheduler counts (SV-10). */
    public void changeHealth(Task task, boolean healthy, String why) {
        require(task.healthy != healthy, task.id(), "is already " + (healthy ? "healthy" : "not healthy"));
        task.healthy = healthy;
        write(new Entry.TaskHealthChanged(task.id(), task.service(), healthy, why));
    }

    /** Whether a task has scale-in protection now. */
    public boolean isProtected(Task task) {
        return task.isProtected(now.getAsLong());
    }

    /**
     * Protects a task from scale-in, or takes the protection away.
     *
     * @param duration nanoseconds from now on; 0 for no protection
     */
    public void protect(Task task, long duration, String why) {
        boolean before = isProtected(task);
        task.protectedUntil = now.getAsLong() + duration;
        boolean after = isProtected(task);
        if (before || after) {
            write(new Entry.TaskProtectionChanged(task.id(), task.service(), after, why));
        }
    }

    private void write(Entry entry) {
        journal.add(now.getAsLong(), entry);
    }

    private static void require(boolean legal, String subject, String message) {
        if (!legal) {
            throw new IllegalStateException(subject + " " + message);
        }
    }
}
