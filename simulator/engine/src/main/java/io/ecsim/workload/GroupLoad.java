// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The requests of one target group: who sends them, and which tasks they go to. A service that has none sends all to the
 * group of its own name. Amounts in millionths of a request.
 */
final class GroupLoad {
    final Tally tally = new Tally();

    /** Where requests are counted that no task gets. */
    private final ServiceLoad owner;

    private final double idleTimeout;
    private final boolean leastOutstanding;
    private final List<Source> sources = new ArrayList<>();

    private Map<String, Double> targets = Map.of();
    /** By position among the targets; null where no task runs. */
    private TaskLoad[] tasks = {};

    private Division division = Division.AMONG_NONE;
    /** Weights by which the load balancer would divide requests that all take the same. */
    private double[] fair = {};

    private long[] refused = {};
    private double rate;

    private long time;

    /**
     * @param idleTimeout seconds that the load balancer waits for a silent target
     * @param leastOutstanding whether all targets are to have as many requests in progress
     */
    GroupLoad(ServiceLoad owner, double idleTimeout, boolean leastOutstanding, long now) {
        this.owner = owner;
        this.idleTimeout = idleTimeout;
        this.leastOutstanding = leastOutstanding;
        this.time = now;
    }

    // Who sends

    void fedBy(Source source) {
        sources.add(source);
    }

    void notFedBy(Source source) {
        sources.remove(source);
    }

    double idleTimeout() {
        return idleTimeout;
    }

    /** With which code clients learn that they waited for too long. */
    ElbError timeout(double seconds) {
        return seconds < idleTimeout ? ElbError.HTTP_460 : ElbError.HTTP_504;
    }

    // Who gets

    boolean routesTo(Map<String, Double> others) {
        return targets.equals(others) && List.copyOf(targets.keySet()).equals(List.copyOf(others.keySet()));
    }

    boolean isTarget(String task) {
        return targets.containsKey(task);
    }

    List<TaskLoad> tasks() {
        List<TaskLoad> running = new ArrayList<>();
        for (var task : tasks) {
            if (task != null) {
                running.add(task);
            }
        }
        return running;
    }

    /** Sends requests to these from the present on, by weight, whether a task of that id runs or not. */
    void route(Map<String, Double> targets, Map<String, TaskLoad> all) {
        tasks().forEach(task -> task.leave(this));
        this.targets = targets;
        int n = targets.size();
        tasks = new TaskLoad[n];
        refused = new long[n];
        var weights = new double[n];
        int i = 0;
        for (var target : targets.entrySet()) {
            weights[i] = target.getValue();
            tasks[i] = all.get(target.getKey());
            if (tasks[i] != null) {
                tasks[i].join(this, i);
            }
            i++;
        }
        fair = weights;
        division = new Division(weights);
    }

    /** Finds the targets' tasks anew when some have come or gone. */
    void reroute(Map<String, TaskLoad> all) {
        route(targets, all);
    }

    boolean isLeastOutstanding() {
        return leastOutstanding;
    }

    /** Whether every target has its share of the requests in progress, to within a thousandth. */
    boolean isEven() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] != null) {
                double each = division.share(i) * tasks[i].secondsInTask() / fair[i];
                least = Math.min(least, each);
                most = Math.max(most, each);
            }
        }
        return most <= least * 1.001;
    }

    /** Goes half of the way, on the logarithmic scale, to where every target has its share of what is in progress. */
    void evenOut() {
        var weights = new double[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            double seconds = tasks[i] == null ? 0 : tasks[i].secondsInTask();
            weights[i] = seconds > 0 ? StrictMath.sqrt(division.share(i) * fair[i] / seconds) : division.share(i);
        }
        divideBy(weights);
    }

    private void divideBy(double[] weights) {
        refused = new long[weights.length];
        division = new Division(weights);
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] != null) {
                tasks[i].leave(this);
                tasks[i].join(this, i);
            }
        }
    }

    /** Tells every task its rate of arrivals. */
    void distribute(long now) {
        rate = 0;
        sources.forEach(source -> rate += source.rate(this, now));
        tasks().forEach(TaskLoad::findArrivals);
    }

    /** Requests per second to the target at a position. */
    double rate(int position) {
        return rate * division.share(position);
    }

    // What arrives

    void receive(long requests) {
        if (division.isPossible()) {
            division.divide(requests);
        } else {
            owner.refused(requests, ElbError.HTTP_503);
            tally.failed(requests, ElbError.HTTP_503);
        }
    }

    /** What went to one target since the targets last changed. */
    long sent(int position, long now) {
        account(now);
        return division.part(position);
    }

    /** Counts what arrived, and what no task took. */
    void account(long now) {
        if (now == time) {
            return;
        }
        time = now;
        sources.forEach(source -> source.account(now));
        for (int i = 0; i < tasks.length; i++) {
            if (tasks[i] == null) {
                long lost = division.part(i) - refused[i];
                refused[i] = division.part(i);
                tally.routed(lost);
                tally.failed(lost, ElbError.HTTP_502);
                owner.refused(lost, ElbError.HTTP_502);
            }
        }
    }

    /** Brings the books of the group and of all its tasks to the present. */
    void advance(long now) {
        account(now);
        tasks().forEach(task -> task.advance(now));
    }

    /** As above, and that of tasks that work off what they were sent before they left. */
    void settle(long now) {
        advance(now);
        owner.advance(now);
    }
}
