// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import static io.ecsim.events.TaskDetail.members;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ContainerLastStatus;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Turns rows of the journal into the events that AWS would have sent, as they are written. It holds a reference to each
 * task and instance that lives and counts their events (EB-1); all else it reads from the cluster. Events of a kind
 * that nobody wants are not built.
 */
public final class EventFeed implements Journal {
    /** A task or an instance, and how many events it has sent. */
    private static final class Sender<T> {
        private final T subject;
        private int version;

        private Sender(T subject) {
            this.subject = subject;
        }
    }

    private final ClusterState cluster;
    private final Naming naming;
    private final HookDetails hooks;
    private final Predicate<String> isDaemon;
    private final Function<String, List<MetricDataQuery>> alarms;
    private final Predicate<EventType> wanted;
    private final Consumer<Event> listener;
    private final Map<String, Sender<Task>> tasks = new LinkedHashMap<>();
    private final Map<String, Sender<ContainerInstance>> instances = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> alarmStates = new LinkedHashMap<>();
    private final boolean anyOfGroups;
    private final GroupEvents groups;
    private final Map<EventType, Integer> sent = new EnumMap<>(EventType.class);

    /**
     * @param clusterName of the ARNs
     * @param isDaemon whether the scheduler computes the desired count of a service
     * @param alarms what an alarm looks at
     * @param wanted whether anybody listens to a kind of events; always the same answer
     */
    public EventFeed(
            ClusterState cluster,
            String region,
            String clusterName,
            long seed,
            Instant start,
            Predicate<String> isDaemon,
            Function<String, List<MetricDataQuery>> alarms,
            Predicate<EventType> wanted,
            Consumer<Event> listener) {
        this.cluster = cluster;
        this.naming = new Naming(region, clusterName, seed, start);
        this.hooks = new HookDetails(naming);
        this.isDaemon = isDaemon;
        this.alarms = alarms;
        this.wanted = wanted;
        this.anyOfGroups = EventType.OF_GROUPS.stream().anyMatch(wanted);
        this.groups = new GroupEvents(naming, this::sendWanted);
        this.listener = listener;
    }

    @Override
    public void add(long time, Entry entry) {
        if (wanted.test(EventType.TASK_STATE_CHANGE)) {
            ofTask(time, entry);
        }
        if (wanted.test(EventType.CONTAINER_INSTANCE_STATE_CHANGE)) {
            ofInstance(time, entry);
        }
        if (wanted.test(EventType.SERVICE_ACTION)) {
            ofService(time, entry);
        }
        if (wanted.test(EventType.DEPLOYMENT_STATE_CHANGE)) {
            ofDeployment(time, entry);
        }
        if (anyOfGroups) {
            groups.add(time, entry);
        }
        if (wanted.test(EventType.IMAGE_ACTION) && entry instanceof Entry.ImagePushed pushed) {
            image(time, pushed);
        }
        if (wanted.test(EventType.ALARM_STATE_CHANGE) && entry instanceof Entry.AlarmStateChanged change) {
            alarm(time, change);
        }
        if (wanted.test(EventType.HOOK_STATE_CHANGE) && entry instanceof Entry.LifecycleHookChanged change) {
            Map<String, Object> detail = hooks.detail(change, time);
            send(time, EventType.HOOK_STATE_CHANGE, List.of((String) detail.get("serviceDeploymentArn")), detail);
        }
    }

    /** A change of lastStatus or desiredStatus, or the end of a container (EB-3). */
    private void ofTask(long time, Entry entry) {
        if (entry instanceof Entry.TaskPlaced placed) {
            tasks.computeIfAbsent(placed.task(), id -> new Sender<>(cluster.task(id)));
            task(time, placed.task());
        } else if (entry instanceof Entry.TaskWaits waits) {
            tasks.put(waits.task(), new Sender<>(cluster.task(waits.task())));
            task(time, waits.task());
        } else if (entry instanceof Entry.TaskStatusChanged moved) {
            task(time, moved.task());
            if (moved.status() == TaskLastStatus.STOPPED) {
                tasks.remove(moved.task());
            }
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            task(time, stop.task());
        } else if (entry instanceof Entry.ContainerStatusChanged container
                && container.status() == ContainerLastStatus.STOPPED) {
            task(time, container.task());
        }
    }

    private void task(long time, String id) {
        Sender<Task> sender = tasks.get(id);
        send(
                time,
                EventType.TASK_STATE_CHANGE,
                List.of(naming.task(id)),
                TaskDetail.of(sender.subject, naming, time, ++sender.version));
    }

    /** Registration, another status, another connection, its end; a task that takes resources or frees them (EB-4). */
    private void ofInstance(long time, Entry entry) {
        if (entry instanceof Entry.InstanceRegistered registered) {
            List<ContainerInstance> all = cluster.instances();
            instances.put(registered.instance(), new Sender<>(all.get(all.size() - 1)));
            instance(time, registered.instance());
        } else if (entry instanceof Entry.InstanceStatusChanged change) {
            instance(time, change.instance());
        } else if (entry instanceof Entry.AgentConnectionChanged change) {
            instance(time, change.instance());
        } else if (entry instanceof Entry.TaskPlaced placed) {
            hostOf(time, placed.task());
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            hostOf(time, stop.task());
        } else if (entry instanceof Entry.InstanceTerminated gone) {
            left(time, gone.instance());
        } else if (entry instanceof Entry.InstanceDeregistered gone) {
            left(time, gone.instance());
        }
    }

    /** A host of Fargate is no container instance; one that waits for capacity has none. */
    private void hostOf(long time, String id) {
        Task task = cluster.task(id);
        if (!task.compute().isFargate() && !task.waitsForCapacity()) {
            instance(time, task.instance().id());
        }
    }

    /** One whose machine ended while its agent was not connected is still there (IN-4). */
    private void left(long time, String id) {
        Sender<ContainerInstance> sender = instances.get(id);
        if (sender != null && sender.subject.status() == ContainerInstanceStatus.INACTIVE) {
            instance(time, id);
            instances.remove(id);
        }
    }

    private void instance(long time, String id) {
        Sender<ContainerInstance> sender = instances.get(id);
        send(
                time,
                EventType.CONTAINER_INSTANCE_STATE_CHANGE,
                List.of(naming.instance(id)),
                InstanceDetail.of(sender.subject, naming, time, ++sender.version));
    }

    private void ofService(long time, Entry entry) {
        if (entry instanceof Entry.ServiceEvent event && event.eventName() != null) {
            action(time, event.service(), event.eventName(), event.reason());
        } else if (entry instanceof Entry.DesiredCountChanged change && isDaemon.test(change.service())) {
            action(time, change.service(), ServiceEventName.SERVICE_DESIRED_COUNT_UPDATED, null);
        }
    }

    /** EB-5. */
    private void action(long time, String service, ServiceEventName name, String reason) {
        Map<String, Object> detail =
                members("eventType", name.type(), "eventName", name.name(), "clusterArn", naming.clusterArn());
        if (reason != null) {
            detail.put("reason", reason);
        }
        detail.put("createdAt", naming.millis(time));
        send(time, EventType.SERVICE_ACTION, List.of(naming.service(service)), detail);
    }

    /** EB-6: a roll back begins with the reason of its own. */
    private void ofDeployment(long time, Entry entry) {
        if (entry instanceof Entry.DeploymentStarted started) {
            String id = started.deployment();
            boolean rollBack = started.why().startsWith("ECS deployment ");
            String reason = rollBack ? started.why() : "ECS deployment " + id + " in progress.";
            deployment(time, started.service(), "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS", id, reason);
        } else if (entry instanceof Entry.DeploymentStateChanged end) {
            boolean failed = end.state() == DeploymentRolloutState.FAILED;
            deployment(
                    time,
                    end.service(),
                    failed ? "ERROR" : "INFO",
                    "SERVICE_DEPLOYMENT_" + end.state(),
                    end.deployment(),
                    end.why());
        }
    }

    private void deployment(long time, String service, String type, String name, String deployment, String reason) {
        Map<String, Object> detail = members(
                "eventType", type,
                "eventName", name,
                "deploymentId", deployment,
                "updatedAt", naming.millis(time),
                "reason", reason);
        send(time, EventType.DEPLOYMENT_STATE_CHANGE, List.of(naming.service(service)), detail);
    }

    /** Whatever registry the image's name says: ours. */
    private void image(long time, Entry.ImagePushed pushed) {
        String image = pushed.image();
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        String repository = colon < 0 ? image : image.substring(0, colon);
        String host = repository.contains("/") ? repository.substring(0, repository.indexOf('/')) : "";
        boolean hosted = host.contains(".") || host.contains(":");
        Map<String, Object> detail = members(
                "result",
                "SUCCESS",
                "repository-name",
                hosted ? repository.substring(host.length() + 1) : repository,
                "image-digest",
                Naming.imageDigest(image, pushed.version()),
                "action-type",
                "PUSH",
                "image-tag",
                colon < 0 ? "latest" : image.substring(colon + 1));
        send(time, EventType.IMAGE_ACTION, List.of(), detail);
    }

    private void alarm(long time, Entry.AlarmStateChanged change) {
        Map<String, Object> state = AlarmDetail.state(change, naming.millis(time));
        Map<String, Object> before = alarmStates.put(change.alarm(), state);
        Map<String, Object> detail = AlarmDetail.of(change, alarms.apply(change.alarm()), state, before, naming);
        send(time, EventType.ALARM_STATE_CHANGE, List.of(naming.alarm(change.alarm())), detail);
    }

    private void sendWanted(long time, EventType type, List<String> resources, Map<String, Object> detail) {
        if (wanted.test(type)) {
            send(time, type, resources, detail);
        }
    }

    private void send(long time, EventType type, List<String> resources, Map<String, Object> detail) {
        int number = sent.merge(type, 1, Integer::sum);
        listener.accept(new Event(
                naming.uuid(type.detailType() + "/" + number),
                type,
                Naming.ACCOUNT,
                naming.seconds(time),
                naming.region(),
                resources,
                detail));
    }
}
