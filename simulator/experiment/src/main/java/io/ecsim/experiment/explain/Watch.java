// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.experiment.JournalRow;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.placement.Attempt;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.simulation.AttemptObserver;
import io.ecsim.simulation.RunObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sees a run go by: who waits, and of all attempts to place a task the last one that is asked about. */
final class Watch implements RunObserver, AttemptObserver {
    /** Which attempts are asked about. */
    interface Question {
        /** @param task that is placed if the placement is not a refusal */
        boolean isAbout(long time, String task, PlacementRule rule, Placement placement);
    }

    private static final int FEW = 3;

    private final Question question;
    private final Map<String, Wait> waiting = new LinkedHashMap<>();
    private final List<Wait> waits = new ArrayList<>();
    private final Map<String, List<String>> scaling = new LinkedHashMap<>();
    private final Map<String, ServiceWatch> services = new LinkedHashMap<>();
    private final Deque<JournalRow> groups = new ArrayDeque<>();
    private final TaskWatch task;
    private int tasks;
    private Attempt attempt;
    private long attemptAt = -1;

    /** @param task whose life is asked about; null for none */
    Watch(Question question, String task) {
        this.question = question;
        this.task = new TaskWatch(task);
    }

    @Override
    public void attempted(long time, ClusterView cluster, TaskNeeds needs, PlacementRule rule, Placement placement) {
        if (question.isAbout(time, Ids.task(tasks + 1), rule, placement)) {
            attempt = Attempt.of(cluster, needs, rule, placement);
            attemptAt = time;
        }
        if (placement instanceof Placement.Refused refused) {
            waiting.computeIfAbsent(rule.group(), group -> begun(group, time)).refused(time, refused.counts());
        } else if (!rule.group().startsWith(Wait.SERVICE)) {
            over(rule.group(), time);
        }
    }

    private Wait begun(String group, long time) {
        Wait wait = new Wait(group, time);
        waits.add(wait);
        return wait;
    }

    @Override
    public void add(long time, Entry entry) {
        task.add(time, entry);
        if (entry instanceof Entry.TaskPlaced placed) {
            tasks++;
            service(placed.service()).placed(time, placed);
        } else if (entry instanceof Entry.TaskStatusChanged change) {
            service(change.service()).moved(change);
        } else if (entry instanceof Entry.PlacementRefused refused) {
            refused(time, refused);
        } else if (entry instanceof Entry.ServiceCreated created) {
            service(created.service()).desired(time, created.desiredCount(), entry);
        } else if (entry instanceof Entry.DesiredCountChanged change) {
            service(change.service()).desired(time, change.to(), entry);
        } else if (entry instanceof Entry.DeploymentStarted started) {
            service(started.service()).deployed(time, started);
        } else if (entry instanceof Entry.DeploymentStateChanged change) {
            service(change.service()).deploymentChanged(time, change);
        } else if (entry instanceof Entry.ServiceDeploymentChanged change) {
            service(change.service()).serviceDeploymentChanged(change);
        } else if (entry instanceof Entry.SchedulerPass pass) {
            service(pass.service()).passed(time, pass);
        } else if (entry instanceof Entry.SchedulerWaits waits) {
            service(waits.service()).waits(time, waits.why());
        } else if (entry instanceof Entry.ServiceScaled scaled) {
            service(scaled.service()).scaled(time, scaled);
        } else if (entry instanceof Entry.NotScaled refused) {
            service(refused.service()).scaled(time, refused);
        } else if (entry instanceof Entry.DesiredCapacityChanged
                || entry instanceof Entry.GroupSizeChanged
                || entry instanceof Entry.GroupWaits) {
            groups.addLast(new JournalRow(time, entry));
            if (groups.size() > FEW) {
                groups.removeFirst();
            }
        } else if (entry instanceof Entry.ServiceEvent event) {
            service(event.service()).said(event.message());
        }
    }

    /** A service's tasks wait until nothing of it does; what RunTask cannot place is given up at once. */
    private void refused(long time, Entry.PlacementRefused row) {
        if (row.service() == null) {
            List.copyOf(waiting.keySet()).stream()
                    .filter(group -> !group.startsWith(Wait.SERVICE))
                    .forEach(group -> over(group, time));
            return;
        }
        String group = Wait.SERVICE + row.service();
        if (row.tasks() == 0) {
            over(group, time);
        } else {
            waiting.get(group).tasks(row.tasks());
        }
    }

    private void over(String group, long time) {
        Wait wait = waiting.remove(group);
        if (wait != null) {
            wait.over(time);
        }
    }

    /** The last decisions of Auto Scaling groups, oldest first. */
    List<JournalRow> groups() {
        return List.copyOf(groups);
    }

    /** What scaling saw at the moment that was played to. */
    void scaling(String service, List<String> sentences) {
        scaling.put(service, sentences);
    }

    List<String> scaling(String service) {
        return scaling.getOrDefault(service, List.of());
    }

    ServiceWatch service(String name) {
        return services.computeIfAbsent(name == null ? "" : name, n -> new ServiceWatch());
    }

    @Override
    public void metric(Metric metric, Datapoint point) {}

    /** In order of their beginning. */
    List<Wait> waits() {
        return List.copyOf(waits);
    }

    List<Wait> waits(String group) {
        return waits.stream().filter(wait -> wait.group().equals(group)).toList();
    }

    /** How many tasks were placed. */
    int tasks() {
        return tasks;
    }

    /** Of the task that is asked about; empty when it was not placed. */
    List<JournalRow> life() {
        return task.rows();
    }

    /** The last attempt that is asked about; null when there was none. */
    Attempt attempt() {
        return attempt;
    }

    long attemptAt() {
        return attemptAt;
    }
}
