// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/** One task. What it does, it does with all that are alike: it knows what part of that is its own. */
final class TaskLoad {
    final String id;
    final ServiceLoad service;
    final InstanceLoad instance;
    final TaskCpu cpu;
    /** Itself, and those that share its CPU; null before it first is solved for. */
    Neighbours neighbours;

    /** The groups that it is a target of, and with which weight. */
    final Map<GroupLoad, Double> weights = new LinkedHashMap<>();

    private final TaskModel warm;
    /** When requests begin to take what they always take from then on. */
    final long coldUntil;

    private TaskModel model;
    final MemoryUse memory;

    /** Whether it may get full of memory, which depends on when it started: nobody is like it then. */
    private final boolean isAlone;

    /** The group whose target it became last; null before the first. */
    private GroupLoad group;

    private Kind kind;

    /** Those that it goes with; null before it first is solved for. */
    private AlikeTasks alike;

    /** Before it joined them. */
    private InTask inTask;

    private AlikeTasks.Each whenJoined = AlikeTasks.Each.NOTHING;

    private long readAt;
    private AlikeTasks.Each sinceRead = AlikeTasks.Each.NOTHING;

    /** @param memoryLimit MiB above which its container is killed; infinite when there is none */
    TaskLoad(
            String id,
            ServiceLoad service,
            InstanceLoad instance,
            TaskCpu cpu,
            double memoryLimit,
            Application app,
            boolean apart,
            long now) {
        this.id = id;
        this.service = service;
        this.instance = instance;
        this.cpu = cpu;
        double vcpus = Math.min(cpu.limit(), instance.vcpus);
        this.warm = TaskModel.of(app, false, vcpus, service.idleTimeout());
        this.coldUntil = now + app.coldFor();
        this.model = now < coldUntil ? TaskModel.of(app, true, vcpus, service.idleTimeout()) : warm;
        this.memory = TaskModel.memory(app, memoryLimit, now);
        this.isAlone = apart || memory.canFill(model.room());
        this.readAt = now;
        this.inTask = InTask.nothing(model);
    }

    /** @param weight 0 when it is no target of the group any more */
    void setWeight(GroupLoad group, double weight) {
        if (weight > 0) {
            this.group = weights.put(group, weight) == null ? group : this.group;
        } else {
            weights.remove(group);
        }
        kind = null;
    }

    Kind kind(long now) {
        if (model != warm && now >= coldUntil) {
            model = warm;
            kind = null;
        }
        if (kind == null) {
            kind = new Kind(service, model, cpu, weights, group, isAlone ? this : null);
        }
        return kind;
    }

    /** Requests that it brings along, on average. */
    double present() {
        return inTask.present();
    }

    void join(AlikeTasks others) {
        others.join(inTask);
        alike = others;
        whenJoined = others.each();
    }

    /** Takes what is its own from those that it went with. */
    void leave(long now) {
        if (alike == null) {
            return;
        }
        alike.advance(now);
        addUp();
        inTask = alike.leave();
        alike = null;
    }

    private void addUp() {
        sinceRead = sinceRead.plus(alike.each().minus(whenJoined));
        whenJoined = alike.each();
    }

    /** It has left all others, and what it has in progress will never be answered. */
    void lose(ElbError code) {
        service.tally.failed(inTask.requests(), code);
        if (group != null) {
            group.tally.failed(inTask.requests(), code);
        }
        inTask = InTask.nothing(model);
    }

    double cpuUsed(long now) {
        if (alike == null) {
            return 0;
        }
        alike.advance(now);
        return alike.cpuUsed();
    }

    double meanInProgress() {
        return alike == null ? 0 : alike.meanInProgress();
    }

    TaskReading read(long now) {
        if (alike != null) {
            alike.advance(now);
            addUp();
        }
        double seconds = Time.toSeconds(now - readAt);
        double held = memory.integral(readAt, now) + memory.perRequest() * sinceRead.held() / MICRO;
        double mean = seconds > 0 ? held / seconds : memory.at(now, 0);
        var reading = new TaskReading(
                seconds,
                sinceRead.cpuSeconds(),
                mean,
                Math.round(sinceRead.arrived()),
                Math.round(sinceRead.answered()));
        readAt = now;
        sinceRead = AlikeTasks.Each.NOTHING;
        return reading;
    }
}
