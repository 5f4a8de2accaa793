// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The requests of one target group: who sends them, and which tasks they go to. A service that has none sends all to the
 * group of its own name. Amounts in millionths of a request.
 */
final class GroupLoad {
    final Tally tally = new Tally();

    /** Where requests are counted that no task gets. */
    private final ServiceLoad owner;

    private final double idleTimeout;
    private final Algorithm algorithm;
    private final List<Source> sources = new ArrayList<>();

    /** Tasks that are targets. */
    final Set<AlikeTasks> takers = new LinkedHashSet<>();

    /** Weights of targets of which no task runs. */
    private final Map<String, Double> absent = new LinkedHashMap<>();

    /** The takers when the requests were last divided anew. */
    private AlikeTasks[] tasks = {};

    /** Weights by which the load balancer would divide requests that all take the same; the last is that of no task. */
    private double[] fair = {0};

    private Division division = new Division(fair);
    private double regularity = 1;
    private boolean takersChanged;
    private long lost;
    private double rate;

    private long time;

    /**
     * @param idleTimeout seconds that the load balancer waits for a silent target
     */
    GroupLoad(ServiceLoad owner, double idleTimeout, Algorithm algorithm, long now) {
        this.owner = owner;
        this.idleTimeout = idleTimeout;
        this.algorithm = algorithm;
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

    /** @param weight 0 when it is no target any more, or a task of it runs */
    void setAbsent(String target, double weight) {
        if (weight > 0) {
            absent.put(target, weight);
        } else {
            absent.remove(target);
        }
        takersChanged();
    }

    /** The weight of a target of which no task runs; 0 when it is none. */
    double absent(String target) {
        return absent.getOrDefault(target, 0.0);
    }

    Set<String> absent() {
        return absent.keySet();
    }

    void takersChanged() {
        takersChanged = true;
    }

    boolean isToBeDivided() {
        return takersChanged;
    }

    /** Requests are divided anew from the present on, to which all books have been brought. */
    private void route() {
        takersChanged = false;
        tasks = takers.toArray(AlikeTasks[]::new);
        fair = new double[tasks.length + 1];
        for (int i = 0; i < tasks.length; i++) {
            fair[i] = tasks[i].weight(this);
        }
        for (double weight : absent.values()) {
            fair[tasks.length] += weight;
        }
        findRegularity();
        divideBy(fair);
    }

    private void findRegularity() {
        int targets = absent.size();
        var weights = new TreeSet<Double>(absent.values());
        for (int i = 0; i < tasks.length; i++) {
            targets += tasks[i].members();
            weights.add(tasks[i].weightOfEach(this));
        }
        boolean byChance = algorithm == Algorithm.weighted_random
                || algorithm == Algorithm.round_robin && weights.size() > 1
                || targets == 0;
        regularity = byChance ? 1 : 1.0 / targets;
    }

    /** Whether all targets are to have as many requests in progress. */
    boolean isLeastOutstanding() {
        return algorithm == Algorithm.least_outstanding_requests;
    }

    /** Variance of the number that comes to a target over its mean; in turn, every n-th of those that come by chance. */
    double regularity() {
        return regularity;
    }

    /** Whether every target has its share of the requests in progress, to within a thousandth. */
    boolean isEven() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < tasks.length; i++) {
            double each = division.share(i) * tasks[i].secondsInTask() / fair[i];
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return most <= least * 1.001;
    }

    /** Goes half of the way, on the logarithmic scale, to where every target has its share of what is in progress. */
    void evenOut() {
        var weights = new double[fair.length];
        for (int i = 0; i < weights.length; i++) {
            double seconds = i < tasks.length ? tasks[i].secondsInTask() : 0;
            weights[i] = seconds > 0 ? StrictMath.sqrt(division.share(i) * fair[i] / seconds) : division.share(i);
        }
        divideBy(weights);
    }

    private void divideBy(double[] weights) {
        lost = 0;
        division = new Division(weights);
        for (int i = 0; i < tasks.length; i++) {
            tasks[i].place(this, i);
        }
    }

    /** Finds how much comes, and where it goes. */
    void distribute(long now) {
        advance(now);
        if (takersChanged) {
            route();
        }
        rate = 0;
        sources.forEach(source -> rate += source.rate(this, now));
    }

    /** Requests per second to the tasks at a position. */
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

    /** What went to the tasks at a position since the requests were last divided anew. */
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
        long more = division.part(tasks.length) - lost;
        lost += more;
        tally.routed(more);
        tally.failed(more, ElbError.HTTP_502);
        owner.refused(more, ElbError.HTTP_502);
    }

    /** Brings the books of the group and of all its tasks to the present. */
    void advance(long now) {
        account(now);
        takers.forEach(alike -> alike.advance(now));
    }

    /** As above, and that of tasks that work off what they were sent before they left. */
    void settle(long now) {
        advance(now);
        owner.advance(now);
    }
}
