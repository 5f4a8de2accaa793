// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what was on each instance from the rows of the journal: of the first so many, the rest is counted. */
final class InstanceLives {
    static final int LIMIT = 400;
    /** Of more owners the rest goes under one name. */
    static final int OWNERS = 8;

    static final String OTHERS = "others";

    /** Finer than a picture can be. */
    private static final int CHANGES = 512;

    private final Map<String, Entry.InstanceLaunched> launched = new LinkedHashMap<>();
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Fullness.Recorder fullness = new Fullness.Recorder();

    void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskPlaced placed) {
            place(time, placed);
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            release(time, held.get(stop.task()));
        } else if (entry instanceof Entry.TaskStatusChanged change && change.status() == TaskLastStatus.STOPPED) {
            stopped(time, change.task());
        } else if (entry instanceof Entry.InstanceLaunched launch) {
            launched.put(launch.instance(), launch);
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            register(time, registered);
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            launched.remove(terminated.instance());
            leave(time, terminated.instance(), terminated.why());
        } else if (entry instanceof Entry.InstanceDeregistered deregistered) {
            leave(time, deregistered.instance(), deregistered.why());
        }
    }

    private void register(long time, Entry.InstanceRegistered registered) {
        Entry.InstanceLaunched launch = launched.get(registered.instance());
        boolean isTold = lives.size() < LIMIT;
        Life life = lives.computeIfAbsent(registered.instance(), id -> new Life(time, registered, launch, isTold));
        life.left = TaskLife.NEVER;
        life.settled = time;
        life.level = life.level();
        fullness.count(time, life.level, 1);
    }

    private void leave(long time, String instance, String why) {
        Life life = lives.get(instance);
        if (life != null && life.left == TaskLife.NEVER) {
            life.settle(time);
            life.left = time;
            life.why = why;
            fullness.count(time, life.level, -1);
        }
    }

    private void place(long time, Entry.TaskPlaced placed) {
        Life life = placed.instance() == null ? null : lives.get(placed.instance());
        if (life == null) {
            return;
        }
        String owner = placed.service() != null ? placed.service() : placed.group();
        Held task = new Held(life, life.owner(owner), placed.cpu(), placed.memory());
        held.put(placed.task(), task);
        life.tasks++;
        life.tasksMost = Math.max(life.tasksMost, life.tasks);
        reserve(time, task, 1);
    }

    private void reserve(long time, Held task, int sign) {
        Life life = task.life;
        life.reserve(time, task, sign);
        int level = life.level();
        if (life.left == TaskLife.NEVER && level != life.level) {
            fullness.count(time, life.level, -1);
            fullness.count(time, level, 1);
            life.level = level;
        }
    }

    private void release(long time, Held task) {
        if (task != null && !task.released) {
            task.released = true;
            reserve(time, task, -1);
        }
    }

    private void stopped(long time, String id) {
        Held task = held.remove(id);
        if (task != null) {
            release(time, task);
            task.life.tasks--;
        }
    }

    /** In the order of their registration. @param end of the run */
    List<InstanceLife> lives(long end) {
        return lives.values().stream()
                .filter(life -> life.isTold)
                .map(life -> life.record(end))
                .toList();
    }

    long leftOut() {
        return Math.max(0, lives.size() - LIMIT);
    }

    Fullness fullness() {
        return fullness.fullness();
    }

    private static final class Owner {
        private final StepRecorder cpu = new StepRecorder(CHANGES);
        private final StepRecorder memory = new StepRecorder(CHANGES);
    }

    private static final class Held {
        private final Life life;
        private final Owner owner;
        private final int cpu;
        private final int memory;
        private boolean released;

        private Held(Life life, Owner owner, int cpu, int memory) {
            this.life = life;
            this.owner = owner;
            this.cpu = cpu;
            this.memory = memory;
        }
    }

    private static final class Life {
        private final long registeredAt;
        private final Entry.InstanceRegistered registered;
        private final Entry.InstanceLaunched launch;
        private final Map<String, Owner> owners = new LinkedHashMap<>();
        /** Whether it is among the first, of which all is kept. */
        private final boolean isTold;

        private int level;
        private long left = TaskLife.NEVER;
        private String why;
        private int tasks;
        private int tasksMost;
        private long cpu;
        private long memory;
        private long settled;
        private double cpuTime;
        private double memoryTime;

        private Life(long time, Entry.InstanceRegistered registered, Entry.InstanceLaunched launch, boolean isTold) {
            this.isTold = isTold;
            this.registeredAt = time;
            this.settled = time;
            this.registered = registered;
            this.launch = launch;
        }

        private int level() {
            return Fullness.Recorder.level(cpu, memory, registered.cpu(), registered.memory());
        }

        /** Null where it is not kept. */
        private Owner owner(String name) {
            if (!isTold) {
                return null;
            }
            String known = owners.containsKey(name) || owners.size() < OWNERS - 1 ? name : OTHERS;
            return owners.computeIfAbsent(known, n -> new Owner());
        }

        private void reserve(long time, Held task, int sign) {
            settle(time);
            cpu += (long) sign * task.cpu;
            memory += (long) sign * task.memory;
            if (task.owner != null) {
                task.owner.cpu.add(time, sign * task.cpu);
                task.owner.memory.add(time, sign * task.memory);
            }
        }

        /** What tasks still hold on an instance that is gone is nobody's. */
        private void settle(long time) {
            if (left == TaskLife.NEVER) {
                cpuTime += (double) cpu * (time - settled);
                memoryTime += (double) memory * (time - settled);
                settled = time;
            }
        }

        private InstanceLife record(long end) {
            settle(end);
            double lasted = Math.max(1, Math.min(left, end) - registeredAt);
            Map<String, InstanceLife.Reserved> byOwner = new LinkedHashMap<>();
            owners.forEach((name, owner) ->
                    byOwner.put(name, new InstanceLife.Reserved(owner.cpu.series(), owner.memory.series())));
            return new InstanceLife(
                    registered.instance(),
                    registered.instanceType(),
                    registered.availabilityZone(),
                    launch == null ? null : launch.group(),
                    launch != null && launch.lifecycle() != null,
                    registered.cpu(),
                    registered.memory(),
                    registeredAt,
                    left,
                    why,
                    tasksMost,
                    cpuTime / lasted,
                    memoryTime / lasted,
                    byOwner);
        }
    }
}
