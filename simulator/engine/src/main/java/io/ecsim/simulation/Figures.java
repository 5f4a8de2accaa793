// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import io.ecsim.queue.MessageQueue;
import io.ecsim.queue.Queues;
import io.ecsim.workload.Answers;
import io.ecsim.workload.LatencySummary;
import io.ecsim.workload.Load;
import io.ecsim.workload.ServiceBooks;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the journal as it is written and adds it up to a {@link RunResult}. */
final class Figures implements Journal {
    private final Scenario scenario;
    private final Bills bills;
    private final ClusterFigures cluster;
    private final Map<String, ServiceFigures> services = new LinkedHashMap<>();
    private final Map<String, OverTime> waitingByTrace = new LinkedHashMap<>();
    private final Map<String, Integer> notifications = new LinkedHashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();

    /** How many they are, over time. */
    private final OverTime provisioning = new OverTime();

    private int standaloneStarted;
    private int standaloneSucceeded;
    private int standaloneFailed;
    private int standaloneGivenUp;

    Figures(Scenario scenario) {
        this.scenario = scenario;
        this.bills = new Bills(scenario);
        this.cluster = new ClusterFigures(SmallestSizes.of(scenario));
        scenario.everyService().forEach(service -> of(service.serviceName())); // its clients may be there before it
        Notifications.of(scenario).forEach(name -> notifications.put(name, 0));
    }

    /** A load balancer sent that many requests to a target group, in the minute that began then. */
    void balancerUsed(long begin, String loadBalancer, String targetGroup, double requests, double toOtherZones) {
        bills.balancerUsed(begin, loadBalancer, targetGroup, requests, toOtherZones);
    }

    /** There are so many alarms in the minute that begins now; {@code service} is null for those of users. */
    void alarmsAreThere(long begin, String item, String service, int count) {
        bills.alarmsAreThere(begin, item, service, count);
    }

    /** What a burstable instance used beyond its CPU credits, and has not paid. */
    void surplusCharged(long time, String instance, double charged, double outstanding) {
        bills.surplusCharged(time, instance, charged, outstanding);
    }

    @Override
    public void add(long time, Entry entry) {
        bills.add(time, entry);
        if (entry instanceof Entry.TaskStatusChanged moved) {
            taskMoved(moved, time);
        } else if (entry instanceof Entry.TaskHealthChanged changed && changed.service() != null) {
            of(changed.service()).healthChanged(changed.healthy(), time);
        } else if (entry instanceof Entry.TaskPlaced placed) {
            cluster.placed(placed, time);
            if (!waiting.remove(placed.task())) {
                taskStarted(placed.task(), placed.service(), time);
            }
            provisioning.set(waiting.size(), time);
        } else if (entry instanceof Entry.TaskWaits waits) {
            waiting.add(waits.task());
            provisioning.set(waiting.size(), time);
            taskStarted(waits.task(), waits.service(), time);
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            stopRequested(stop, time);
        } else if (entry instanceof Entry.InstanceLaunched) {
            cluster.launched(time);
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            cluster.registered(registered, time);
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            cluster.terminated(terminated.instance(), time);
        } else if (entry instanceof Entry.InstanceDeregistered left) {
            cluster.deregistered(left.instance(), time);
        } else if (entry instanceof Entry.Notified notified) {
            notifications.merge(notified.notification(), 1, Integer::sum);
        } else {
            addOfService(time, entry);
        }
    }

    private void addOfService(long time, Entry entry) {
        if (entry instanceof Entry.ServiceCreated created) {
            of(created.service()).desiredChanged(created.desiredCount(), time);
        } else if (entry instanceof Entry.DesiredCountChanged changed) {
            of(changed.service()).desiredChanged(changed.to(), time);
        } else if (entry instanceof Entry.PlacementRefused refused) {
            placementRefused(refused, time);
        } else if (entry instanceof Entry.TasksWaiting waiting) {
            waitingByTrace
                    .computeIfAbsent(waiting.trace(), trace -> new OverTime())
                    .set(waiting.tasks(), time);
        } else if (entry instanceof Entry.DeploymentStarted started) {
            of(started.service()).deploymentStarted(started, time);
        } else if (entry instanceof Entry.DeploymentStateChanged ended) {
            of(ended.service()).deploymentEnded(ended, time);
        } else if (entry instanceof Entry.ServiceDeploymentChanged changed) {
            of(changed.service()).serviceDeploymentChanged(changed, time);
        } else if (entry instanceof Entry.RollbackMonitorChanged changed) {
            of(changed.service()).monitorChanged(changed);
        } else if (entry instanceof Entry.DiscoveryInstanceChanged changed) {
            of(changed.service()).discovered(changed);
        } else if (entry instanceof Entry.ServiceEvent event) {
            of(event.service()).said(event.message(), time);
        } else if (entry instanceof Entry.LifecycleStageEntered entered) {
            of(entered.service()).stageEntered();
        } else if (entry instanceof Entry.SchedulerWaits waits) {
            of(waits.service()).waits(waits);
        } else if (entry instanceof Entry.SchedulerPass pass) {
            of(pass.service()).pass(pass, time);
        }
    }

    /** Tasks of a service wait, those of RunTask are given up. */
    private void placementRefused(Entry.PlacementRefused refused, long time) {
        if (refused.service() == null) {
            standaloneGivenUp += refused.tasks();
        } else {
            of(refused.service()).waiting.set(refused.tasks(), time);
        }
    }

    private ServiceFigures of(String service) {
        return services.computeIfAbsent(service, name -> new ServiceFigures());
    }

    private void taskStarted(String task, String service, long time) {
        if (service == null) {
            standaloneStarted++;
        } else {
            of(service).started(task, time);
        }
    }

    private void stopRequested(Entry.TaskStopRequested stop, long time) {
        if (!waiting.remove(stop.task())) {
            cluster.stopRequested(stop.task(), time);
        }
        provisioning.set(waiting.size(), time);
        if (stop.service() != null) {
            of(stop.service()).stopRequested(stop);
        } else if (stop.stopCode() == TaskStopCode.EssentialContainerExited) {
            standaloneSucceeded++;
        } else if (stop.stopCode() != TaskStopCode.UserInitiated) {
            standaloneFailed++;
        }
    }

    private void taskMoved(Entry.TaskStatusChanged moved, long time) {
        if (moved.service() != null) {
            of(moved.service()).moved(moved.task(), moved.status(), time);
        }
    }

    /**
     * The result as of now.
     *
     * @param events that the kernel ran
     */
    RunResult result(long now, long events, boolean byLuck, Load load, Queues queues) {
        Map<String, RunResult.ServiceResult> results = new LinkedHashMap<>();
        RunResult.Requests all = RunResult.Requests.NONE;
        double unplaced = provisioning.integral(now);
        for (Map.Entry<String, ServiceFigures> service : services.entrySet()) {
            RunResult.Requests requests = requests(load.books(service.getKey()));
            results.put(
                    service.getKey(),
                    service.getValue()
                            .result(
                                    now,
                                    requests,
                                    requests(load.callBooks(service.getKey())),
                                    groups(service.getKey(), load),
                                    latency(load.latency(service.getKey()))));
            all = all.plus(requests);
            unplaced += service.getValue().waiting.integral(now);
        }
        int neverPlaced = standaloneGivenUp;
        for (OverTime waiting : waitingByTrace.values()) {
            neverPlaced += (int) waiting.value();
            unplaced += waiting.integral(now);
        }
        return new RunResult(
                now,
                events,
                byLuck,
                all,
                latency(load.latency()),
                results,
                queues(queues),
                new RunResult.StandaloneTasks(standaloneStarted, standaloneSucceeded, standaloneFailed, neverPlaced),
                cluster.result(now, unplaced),
                bills.until(now),
                notifications);
    }

    private static Map<String, RunResult.QueueResult> queues(Queues queues) {
        Map<String, RunResult.QueueResult> results = new LinkedHashMap<>();
        for (MessageQueue queue : queues.all()) {
            MessageQueue.Books books = queue.books();
            results.put(
                    queue.name(),
                    new RunResult.QueueResult(
                            books.sent(),
                            books.movedIn(),
                            books.received(),
                            books.deleted(),
                            books.deadLettered(),
                            books.expired(),
                            books.delayed(),
                            books.visible(),
                            books.inFlight(),
                            Time.toSeconds(queue.oldestMax())));
        }
        return results;
    }

    private Map<String, RunResult.GroupResult> groups(String service, Load load) {
        Map<String, RunResult.GroupResult> groups = new LinkedHashMap<>();
        scenario.everyService().stream()
                .filter(request -> request.serviceName().equals(service))
                .map(scenario::targetGroups)
                .flatMap(List::stream)
                .forEach(group -> groups.put(group, group(load.groupAnswers(Routing.groupName(group)))));
        return groups;
    }

    private static RunResult.GroupResult group(Answers answers) {
        return new RunResult.GroupResult(
                answers.routed(), answers.served(), answers.targetErrors(), answers.elbErrors());
    }

    private static RunResult.Requests requests(ServiceBooks books) {
        return new RunResult.Requests(
                books.offered(), books.served(), books.failed(), books.rejected(), books.inFlight(), books.retries());
    }

    private static RunResult.Latency latency(LatencySummary summary) {
        return new RunResult.Latency(summary.mean(), summary.p50(), summary.p95(), summary.p99());
    }
}
