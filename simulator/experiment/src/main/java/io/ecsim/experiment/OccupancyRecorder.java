// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.Ids;
import io.ecsim.experiment.Occupancy.Moment;
import io.ecsim.experiment.Occupancy.Place;
import io.ecsim.experiment.Occupancy.Placed;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.SmallestSizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who is on which instance, from the rows of the journal, and who was at the moments worth a picture. Which moment was the
 * one is known only later, so each is marked when it may be it, and an instance is copied when it changes for the first
 * time after a mark: a row costs no more than the tasks of one instance.
 */
final class OccupancyRecorder implements Journal {
    /** Tasks that are placed no further apart are placed together. */
    private static final long TOGETHER = Time.MINUTE;

    private static final Comparator<Place> BY_ID = Comparator.comparing(Place::instance, Ids.ORDER);

    /** An instance as it is now. */
    static final class Column {
        private final Entry.InstanceRegistered registered;
        private final Map<String, Placed> tasks = new LinkedHashMap<>();
        private ContainerInstanceStatus status = ContainerInstanceStatus.ACTIVE;
        private boolean connected = true;
        int reservedCpu;
        int reservedMemory;

        Column(Entry.InstanceRegistered registered) {
            this.registered = registered;
        }

        int cpu() {
            return registered.cpu();
        }

        int memory() {
            return registered.memory();
        }

        boolean isOpen() {
            return status == ContainerInstanceStatus.ACTIVE && connected;
        }

        Place place() {
            return new Place(
                    registered.instance(),
                    registered.availabilityZone(),
                    cpu(),
                    memory(),
                    isOpen(),
                    List.copyOf(tasks.values()));
        }
    }

    /** A moment, and the instances that have changed since as they were then; empty for those that were not there. */
    private static final class Mark {
        private final Moment moment;
        private final Map<String, Optional<Place>> before = new LinkedHashMap<>();
        private long time = -1;

        private Mark(Moment moment) {
            this.moment = moment;
        }

        private void set(long now) {
            time = now;
            before.clear();
        }

        private void changes(String instance, Column column) {
            if (time >= 0 && !before.containsKey(instance)) {
                before.put(instance, Optional.ofNullable(column).map(Column::place));
            }
        }
    }

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, String> instanceOf = new LinkedHashMap<>();
    private final Mark first = new Mark(Moment.FIRST_PLACED);
    private final Mark most = new Mark(Moment.MOST_TASKS);
    private final Mark worst = new Mark(Moment.MOST_UNUSABLE);
    private final UnusableRecorder unusable;
    private boolean firstIsOver;
    private int mostTasks;
    private int worstRoom;

    OccupancyRecorder(SmallestSizes sizes) {
        unusable = new UnusableRecorder(sizes);
    }

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskPlaced placed && columns.containsKey(placed.instance())) {
            place(time, placed);
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            release(time, stop.task());
        } else if (entry instanceof Entry.TaskStatusChanged change && change.status() == TaskLastStatus.STOPPED) {
            release(time, change.task());
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            change(time, registered.instance(), column -> columns.put(registered.instance(), new Column(registered)));
        } else if (entry instanceof Entry.InstanceTerminated left) {
            change(time, left.instance(), column -> columns.remove(left.instance()));
        } else if (entry instanceof Entry.InstanceDeregistered left) {
            change(time, left.instance(), column -> columns.remove(left.instance()));
        } else if (entry instanceof Entry.InstanceStatusChanged changed && columns.containsKey(changed.instance())) {
            change(time, changed.instance(), column -> column.status = changed.status());
        } else if (entry instanceof Entry.AgentConnectionChanged changed && columns.containsKey(changed.instance())) {
            change(time, changed.instance(), column -> column.connected = changed.connected());
        }
    }

    private void place(long time, Entry.TaskPlaced placed) {
        firstIsOver |= first.time >= 0 && time - first.time > TOGETHER;
        String owner = placed.service() != null ? placed.service() : placed.group();
        Placed task = new Placed(placed.task(), owner, placed.taskDefinition(), placed.cpu(), placed.memory());
        change(time, placed.instance(), column -> {
            column.tasks.put(task.task(), task);
            column.reservedCpu += task.cpu();
            column.reservedMemory += task.memory();
        });
        instanceOf.put(task.task(), placed.instance());
        if (!firstIsOver) {
            first.set(time);
        }
        if (instanceOf.size() > mostTasks) {
            mostTasks = instanceOf.size();
            most.set(time);
        }
    }

    private void release(long time, String task) {
        String instance = instanceOf.remove(task);
        if (columns.containsKey(instance)) {
            firstIsOver = true;
            change(time, instance, column -> {
                Placed gone = column.tasks.remove(task);
                column.reservedCpu -= gone.cpu();
                column.reservedMemory -= gone.memory();
            });
        }
    }

    private void change(long time, String instance, Consumer<Column> how) {
        Column column = columns.get(instance);
        first.changes(instance, column);
        most.changes(instance, column);
        worst.changes(instance, column);
        if (column != null) {
            unusable.count(column, -1);
        }
        how.accept(column);
        if (columns.containsKey(instance)) {
            unusable.count(columns.get(instance), 1);
        }
        unusable.tell(time);
        if (unusable.worst() > worstRoom) {
            worstRoom = unusable.worst();
            worst.set(time);
        }
    }

    UnusableRoom unusable() {
        return unusable.room();
    }

    /** Instances and their tasks as they are now, in order of launch. */
    List<Place> now() {
        return columns.values().stream().map(Column::place).sorted(BY_ID).toList();
    }

    /** In order of time; of moments that are alike only one. @param end of the run */
    List<Occupancy> moments(long end) {
        List<Occupancy> moments = new ArrayList<>();
        for (Mark mark : List.of(first, most, worst)) {
            if (mark.time >= 0) {
                moments.add(new Occupancy(mark.moment, mark.time, then(mark)));
            }
        }
        if (!moments.isEmpty()) {
            moments.add(new Occupancy(Moment.END, end, now()));
        }
        moments.sort(Comparator.comparingLong(Occupancy::time));
        List<Occupancy> different = new ArrayList<>();
        for (Occupancy moment : moments) {
            if (different.stream().noneMatch(other -> other.instances().equals(moment.instances()))) {
                different.add(moment);
            }
        }
        return different;
    }

    private List<Place> then(Mark mark) {
        Map<String, Place> places = new LinkedHashMap<>();
        mark.before.forEach((instance, place) -> place.ifPresent(known -> places.put(instance, known)));
        columns.forEach((instance, column) -> {
            if (!mark.before.containsKey(instance)) {
                places.put(instance, column.place());
            }
        });
        return places.values().stream().sorted(BY_ID).toList();
    }
}
