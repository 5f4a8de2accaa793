// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.experiment.Occupancy.Moment;
import io.ecsim.experiment.Occupancy.Place;
import io.ecsim.experiment.Occupancy.Placed;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import io.ecsim.placement.Takers;
import io.ecsim.simulation.SmallestSizes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who is on which instance, from the rows of the journal, and who was at the moments worth a picture. Which moment was the
 * one is known only later, so each is marked when it may be it, and an instance is copied when it changes for the first
 * time after a mark: a row costs no more than the tasks of one instance.
 */
final class OccupancyRecorder implements Journal {
    /** Tasks that are placed no further apart are placed together. */
    private static final long TOGETHER = Time.MINUTE;

    private static final Comparator<Occupancy> BY_TIME = Comparator.comparingLong(Occupancy::time);
    private static final Comparator<Place> BY_ID = Comparator.comparing(Place::instance, Ids.ORDER);

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

        private void changes(String instance, InstanceNow column) {
            if (time >= 0 && !before.containsKey(instance)) {
                before.put(instance, Optional.ofNullable(column).map(InstanceNow::place));
            }
        }
    }

    private final Map<String, InstanceNow> columns = new LinkedHashMap<>();
    private final Map<String, String> instanceOf = new LinkedHashMap<>();
    /** Of tasks that were told to stop: interfaces and ports are free later than CPU and memory. */
    private final Map<String, String> leaving = new LinkedHashMap<>();

    private final Mark first = new Mark(Moment.FIRST_PLACED);
    private final Mark most = new Mark(Moment.MOST_TASKS);
    private final Mark worst = new Mark(Moment.MOST_UNUSABLE);
    private final UnusableRecorder unusable;
    private final Deque<Long> toCome;
    private final List<Mark> chosen = new ArrayList<>();
    private ClusterView cluster;
    private boolean firstIsOver;
    private int mostTasks;
    private int worstRoom;

    /** @param chosen moments that are kept too, in nanoseconds since the start */
    OccupancyRecorder(SmallestSizes sizes, Takers takers, List<Long> chosen) {
        unusable = new UnusableRecorder(sizes, takers);
        toCome = new ArrayDeque<>(chosen.stream().sorted().distinct().toList());
    }

    /** What can be seen of its instances beside the rows. */
    void begins(ClusterView seen) {
        cluster = seen;
    }

    @Override
    public void add(long time, Entry entry) {
        passTo(time);
        if (entry instanceof Entry.TaskPlaced placed && columns.containsKey(placed.instance())) {
            place(time, placed);
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            release(time, stop.task());
        } else if (entry instanceof Entry.TaskStatusChanged change) {
            statusChanged(time, change);
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            change(
                    time,
                    registered.instance(),
                    column -> columns.put(
                            registered.instance(), new InstanceNow(registered, view(registered.instance()))));
        } else if (entry instanceof Entry.InstanceTerminated left) {
            change(time, left.instance(), column -> columns.remove(left.instance()));
        } else if (entry instanceof Entry.InstanceDeregistered left) {
            change(time, left.instance(), column -> columns.remove(left.instance()));
        } else if (entry instanceof Entry.InstanceStatusChanged changed && columns.containsKey(changed.instance())) {
            change(time, changed.instance(), column -> column.status = changed.status());
        } else if (entry instanceof Entry.AgentConnectionChanged changed && columns.containsKey(changed.instance())) {
            change(time, changed.instance(), column -> column.connected = changed.connected());
        } else if (entry instanceof Entry.AttributePut put) {
            look(time, put.instance());
        } else if (entry instanceof Entry.AttributeDeleted deleted) {
            look(time, deleted.instance());
        }
    }

    private InstanceView view(String instance) {
        if (cluster == null) {
            return null;
        }
        List<? extends InstanceView> all = cluster.instances();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).id().equals(instance)) {
                return all.get(i);
            }
        }
        return null;
    }

    private void statusChanged(long time, Entry.TaskStatusChanged change) {
        if (change.status() == TaskLastStatus.STOPPED) {
            release(time, change.task());
        }
        String instance = leaving.get(change.task());
        if (instance != null) {
            look(time, instance);
            if (change.status() == TaskLastStatus.STOPPED) {
                leaving.remove(change.task());
            }
        }
    }

    /** Something of an instance may be another, and nobody has come or gone. */
    private void look(long time, String instance) {
        InstanceNow column = columns.get(instance);
        if (column != null) {
            unusable.put(time, instance, column);
            markWorst(time);
        }
    }

    /** Everything before a time has happened: the chosen moments before it are as it is now. */
    private void passTo(long time) {
        while (!toCome.isEmpty() && toCome.peek() < time) {
            Mark mark = new Mark(Moment.CHOSEN);
            mark.set(toCome.remove());
            chosen.add(mark);
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
            leaving.put(task, instance);
            change(time, instance, column -> {
                Placed gone = column.tasks.remove(task);
                column.reservedCpu -= gone.cpu();
                column.reservedMemory -= gone.memory();
            });
        }
    }

    private void change(long time, String instance, Consumer<InstanceNow> how) {
        InstanceNow column = columns.get(instance);
        first.changes(instance, column);
        most.changes(instance, column);
        worst.changes(instance, column);
        chosen.forEach(mark -> mark.changes(instance, column));
        how.accept(column);
        unusable.put(time, instance, columns.get(instance));
        markWorst(time);
    }

    private void markWorst(long time) {
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
        return columns.values().stream().map(InstanceNow::place).sorted(BY_ID).toList();
    }

    /** In order of time; of moments that are alike, or the same, one; but each that was chosen. @param end of the run */
    List<Occupancy> moments(long end) {
        passTo(end + 1);
        List<Occupancy> moments =
                new ArrayList<>(chosen.stream().map(this::occupancy).toList());
        Stream.of(first, most, worst)
                .filter(mark -> mark.time >= 0)
                .map(this::occupancy)
                .sorted(BY_TIME)
                .forEach(moment -> addIfDifferent(moments, moment));
        if (!moments.isEmpty()) {
            addIfDifferent(moments, new Occupancy(Moment.END, end, now()));
        }
        moments.sort(BY_TIME);
        return moments;
    }

    private static void addIfDifferent(List<Occupancy> moments, Occupancy moment) {
        if (moments.stream()
                .noneMatch(other ->
                        other.time() == moment.time() || other.instances().equals(moment.instances()))) {
            moments.add(moment);
        }
    }

    private Occupancy occupancy(Mark mark) {
        return new Occupancy(mark.moment, mark.time, then(mark));
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
