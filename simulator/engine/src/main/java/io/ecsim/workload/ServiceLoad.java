// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.ServiceReading.Responses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The traffic of one service, the targets it goes to, and what became of it. Amounts in millionths of a request. */
final class ServiceLoad {
    /** All tasks by id: those that are targets, and those that only finish what they have. */
    final Map<String, TaskLoad> tasks = new LinkedHashMap<>();

    final ResponseTimes responseTimes = new ResponseTimes();

    private Traffic traffic = ConstantTraffic.NONE;
    private List<String> targets = List.of();
    /** Positions of targets of which no task runs: what is sent there is lost. */
    private final Map<String, Integer> vacant = new LinkedHashMap<>();

    private long changesAt = Long.MAX_VALUE;

    private long time;
    /** The traffic's arrivals before {@link #time}. */
    private long arrived;
    /** The traffic's arrivals before the targets last changed. */
    private long base;

    private long offered;
    private long routed;
    private long served;
    private long errors;
    /** What failed without an answer of the software. */
    private long lost;

    private long rejected;
    private Counts read = new Counts(0, 0, 0, 0);
    private Responses responses = Responses.NONE;

    /** Totals since the start when they were last read; {@code failed} without an answer of the software. */
    private record Counts(long routed, long served, long errors, long failed) {}

    ServiceLoad(long now) {
        time = now;
    }

    // Traffic and targets

    void setTraffic(Traffic traffic, long now) {
        advance(now);
        this.traffic = traffic;
        reroute();
    }

    /** Sends requests to these in turn from the present on; each at most once, whether a task of that id runs or not. */
    void route(List<String> targets) {
        this.targets = targets;
        arrived = traffic.arrivedBefore(time);
        base = arrived;
        tasks.values().forEach(task -> task.target(TaskLoad.NOWHERE));
        vacant.clear();
        for (int i = 0; i < targets.size(); i++) {
            var task = tasks.get(targets.get(i));
            if (task == null) {
                vacant.put(targets.get(i), i);
            } else {
                task.target(i);
            }
        }
    }

    boolean routesTo(List<String> others) {
        return targets.equals(others);
    }

    boolean isTarget(String task) {
        return vacant.containsKey(task)
                || tasks.containsKey(task) && tasks.get(task).position() != TaskLoad.NOWHERE;
    }

    void add(TaskLoad task) {
        tasks.put(task.id, task);
    }

    void remove(TaskLoad task) {
        tasks.remove(task.id);
        lost(task.inFlight());
    }

    /** Finds the targets' tasks anew when some have come or gone. */
    void reroute() {
        route(targets);
    }

    /** Tells every task its rate of arrivals. */
    void distribute(long now) {
        double each = targets.isEmpty() ? 0 : traffic.rate(now) / targets.size();
        for (var task : tasks.values()) {
            task.arrivals(task.position() == TaskLoad.NOWHERE ? 0 : each);
        }
        changesAt = traffic.nextChange(now);
    }

    /** When the traffic's rate changes by itself. */
    long changesAt() {
        return changesAt;
    }

    /** What went to one target since the targets last changed. */
    long sent(int position, long now) {
        account(now);
        return part(arrived - base, position);
    }

    /**
     * One target's part of so many arrivals. Round robin (LB-8) by the millionth: the first goes to target 0, the next to
     * target 1, and so on, so that the parts always add up to the whole.
     */
    private long part(long amount, int position) {
        return (amount + targets.size() - 1 - position) / targets.size();
    }

    // Books

    /** Brings the books of the service and of all its tasks to the present. */
    void advance(long now) {
        account(now);
        tasks.values().forEach(task -> task.advance(now));
    }

    /** Counts what arrived, and what no task took. */
    private void account(long now) {
        if (now == time) {
            return;
        }
        long before = arrived - base;
        time = now;
        arrived = traffic.arrivedBefore(now);
        long after = arrived - base;
        offered += after - before;
        if (targets.isEmpty()) {
            lost(after - before);
        }
        for (int position : vacant.values()) {
            long refused = part(after, position) - part(before, position);
            routed(refused);
            lost(refused);
        }
    }

    void routed(long requests) {
        routed += requests;
    }

    void lost(long requests) {
        lost += requests;
    }

    void rejected(long requests) {
        rejected += requests;
    }

    /**
     * @param errors how many of the requests were answered with an error
     * @param from fixed part of the first one's response time, seconds
     * @param to of the last one's
     * @param atCpu mean of the other part
     */
    void answered(long requests, long errors, double from, double to, double atCpu, double timeout) {
        served += requests - errors;
        this.errors += errors;
        responses = responses.plus(requests, from + atCpu, to + atCpu);
        responseTimes.add(requests, from, to, atCpu, timeout);
    }

    ServiceBooks books() {
        long inFlight = tasks.values().stream().mapToLong(TaskLoad::inFlight).sum();
        return new ServiceBooks(offered, served, errors + lost, rejected, inFlight);
    }

    ServiceReading read() {
        var before = read;
        var since = responses;
        read = new Counts(routed, served, errors, lost + rejected);
        responses = Responses.NONE;
        return new ServiceReading(
                read.routed - before.routed,
                read.served - before.served,
                read.errors - before.errors,
                read.failed - before.failed,
                since);
    }
}
