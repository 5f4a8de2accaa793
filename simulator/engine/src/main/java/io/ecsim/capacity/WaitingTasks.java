// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.capacity.Provisioning.Wanted;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.PlacementRule;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiPredicate;

/** Tasks that wait for capacity, in order; tasks alike in one line, so that a look at thousands costs one for each line. */
final class WaitingTasks {
    /** Tasks alike: where one finds no place, no other does. */
    private record Kind(PlacementRule rule, TaskNeeds needs) {}

    private record Ticket(long number, Task task) {}

    private final Map<Task, Wanted> wanted = new LinkedHashMap<>();
    /** Some of them may have left; the first of a line that is looked at has not. */
    private final Map<Kind, Deque<Ticket>> lines = new LinkedHashMap<>();

    private long tickets;

    void add(Task task, Wanted what) {
        wanted.put(task, what);
        lines.computeIfAbsent(new Kind(what.rule(), task.needs()), kind -> new ArrayDeque<>())
                .add(new Ticket(tickets++, task));
    }

    /** Returns whether it waited. */
    boolean remove(Task task) {
        return wanted.remove(task) != null;
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** Whether there is room for another one in so many places. */
    boolean isBelow(int most) {
        if (wanted.size() >= most) {
            wanted.keySet().removeIf(Task::stopRequested);
        }
        return wanted.size() < most;
    }

    /** Null when the task does not wait. */
    Wanted get(Task task) {
        return wanted.get(task);
    }

    /** Those of a capacity provider. */
    List<Task> of(String capacityProvider) {
        return wanted.keySet().stream()
                .filter(task -> !task.stopRequested())
                .filter(task -> task.compute().capacityProvider().equals(capacityProvider))
                .toList();
    }

    /** @param places gives a task its place, and says whether there was one: then it waits no longer */
    void place(BiPredicate<Task, Wanted> places) {
        PriorityQueue<Deque<Ticket>> open = new PriorityQueue<>(
                Comparator.comparingLong(line -> line.element().number()));
        lines.values().forEach(this::skipThoseThatLeft);
        lines.values().removeIf(Deque::isEmpty);
        open.addAll(lines.values());
        while (!open.isEmpty()) {
            Deque<Ticket> line = open.remove();
            Task first = line.element().task();
            if (places.test(first, wanted.get(first))) {
                wanted.remove(first);
                skipThoseThatLeft(line);
                if (!line.isEmpty()) {
                    open.add(line);
                }
            }
        }
    }

    private void skipThoseThatLeft(Deque<Ticket> line) {
        while (!line.isEmpty()) {
            Task first = line.element().task();
            if (wanted.containsKey(first) && !first.stopRequested()) {
                return;
            }
            wanted.remove(first);
            line.remove();
        }
    }
}
