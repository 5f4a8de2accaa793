// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests in tasks that do alike, all together, in whole millionths. How many are in each of them is a law that is
 * the same for all. Every amount that leaves one place arrives at another, so nothing is lost to rounding.
 *
 * <p>A task that joins others brings its own law with it, which is near theirs: that of all is the mean then. For all of
 * them together this is as good as exact, for the equations of the law are linear in it.
 */
final class AlikeTasks {
    /** Tasks are alike that differ by so many requests, */
    private static final double NEAR = 1;
    /** and by so great a part of them. */
    private static final double NEARLY = 0.05;

    /** Where the tasks stand in a group's division of requests. */
    private static final class Place {
        private final GroupLoad group;
        private final double weight;
        private int position = -1;
        private long taken;

        private Place(Kind.Place place) {
            this.group = place.group();
            this.weight = place.weight();
        }
    }

    /**
     * What each of the tasks did, amounts in millionths.
     *
     * @param held requests in the task, times seconds
     */
    record Each(double cpuSeconds, double held, double arrived, double answered) {
        static final Each NOTHING = new Each(0, 0, 0, 0);

        Each plus(Each more) {
            return new Each(
                    cpuSeconds + more.cpuSeconds, held + more.held, arrived + more.arrived, answered + more.answered);
        }

        Each minus(Each less) {
            return new Each(
                    cpuSeconds - less.cpuSeconds, held - less.held, arrived - less.arrived, answered - less.answered);
        }
    }

    final Kind kind;
    final Contention contention;
    private final ServiceLoad service;
    private final List<Place> places = new ArrayList<>();
    private final InTasks inTasks;
    private final Outcomes outcomes;
    private int members;

    private double arrivals;
    private long time;
    private long until = Long.MAX_VALUE;
    private Each each = Each.NOTHING;

    /** Requests in each at a time. */
    private double present;

    private long presentAt = -1;

    AlikeTasks(Kind kind, Contention contention, long now) {
        this.kind = kind;
        this.contention = contention;
        this.service = kind.service;
        this.time = now;
        this.inTasks = new InTasks(kind.model, now);
        this.outcomes = new Outcomes(kind);
        kind.places.forEach(place -> places.add(new Place(place)));
    }

    // Who belongs to them

    void join(InTask more) {
        places.forEach(place -> place.group.takersChanged());
        if (members == 0) {
            places.forEach(place -> place.group.takers.add(this));
            service.tasks.add(this);
        }
        inTasks.join(time, members, more);
        presentAt = -1;
        members++;
        outcomes.inProgress += more.requests();
    }

    /** @return the part of one task, which takes it with it */
    InTask leave() {
        long requests = outcomes.inProgress / members;
        outcomes.inProgress -= requests;
        members--;
        places.forEach(place -> place.group.takersChanged());
        if (members == 0) {
            places.forEach(place -> place.group.takers.remove(this));
            service.tasks.remove(this);
        }
        return inTasks.each(time, requests);
    }

    /** Whether the law of a task with so many requests may as well be that of these. */
    boolean isNear(double present) {
        return members == 0 || areNear(present(), present);
    }

    /** Whether tasks with so many requests are alike. */
    static boolean areNear(double present, double other) {
        return Math.abs(present - other) <= NEAR + NEARLY * Math.max(present, other);
    }

    /** Requests in each, on average. */
    double present() {
        if (presentAt != time) {
            present = inTasks.present(time);
            presentAt = time;
        }
        return present;
    }

    /** Whether all have left. */
    boolean isEmpty() {
        return members == 0;
    }

    int members() {
        return members;
    }

    /** Up to the last {@link #advance}. */
    Each each() {
        return each;
    }

    // What they get

    double weight(GroupLoad group) {
        return members * place(group).weight;
    }

    double weightOfEach(GroupLoad group) {
        return place(group).weight;
    }

    /** They have a place in a group's division, of which nothing has been divided yet. */
    void place(GroupLoad group, int position) {
        var place = place(group);
        place.position = position;
        place.taken = 0;
    }

    private Place place(GroupLoad group) {
        for (var place : places) {
            if (place.group == group) {
                return place;
            }
        }
        throw new IllegalArgumentException("no target of the group");
    }

    /** Requests per second to each. */
    void findArrivals() {
        arrivals = 0;
        for (var place : places) {
            arrivals += place.group.rate(place.position) / members;
        }
    }

    // What they make of it

    /** vCPUs that each would use if it could have them. */
    double demand() {
        return inTasks.demand(time, arrivals);
    }

    /** From now on. */
    void plan(long now, double grant, double available, boolean contended) {
        advance(now);
        boolean even = places.size() == 1 && places.get(0).group.isLeastOutstanding();
        double regularity = places.size() == 1 ? places.get(0).group.regularity() : 1;
        inTasks.plan(now, new InTasks.Plan(arrivals, regularity, even, grant, available, contended));
    }

    /** Finds when the CPU is to be shared anew, or the memory is full. */
    void lookAhead() {
        boolean fills = kind.alone != null && kind.alone.memory.canFill(kind.model.room());
        until = inTasks.until(time, fills ? kind.alone.memory : null);
    }

    /** As last found. */
    long until() {
        return until;
    }

    /** Whether the container of the only task uses all the memory that it may. */
    boolean isFull() {
        return kind.alone != null
                && kind.alone.memory.isFull(time, inTasks.figures(time).present());
    }

    /** vCPUs, by each. */
    double cpuUsed() {
        return inTasks.cpuUsed(inTasks.figures(time));
    }

    /** When their law does not move any more. */
    double cpuUsedInTheEnd() {
        return inTasks.cpuUsed(inTasks.inTheEnd());
    }

    /** How long a request is in the task when nothing moves any more. */
    double secondsInTask() {
        return inTasks.secondsInTask();
    }

    /** In each, when nothing moves any more. */
    double meanInProgress() {
        return arrivals * secondsInTask();
    }

    long inFlight() {
        return outcomes.inProgress;
    }

    /** Brings the books to the present, by the plan made before. What comes meanwhile comes evenly. */
    void advance(long now) {
        if (now == time) {
            return;
        }
        long start = time;
        long all = arrived(now);
        long before = 0;
        while (time < now) {
            long until = Math.min(now, inTasks.known(time));
            long upTo = until == now ? all : (long) ((double) (until - start) / (now - start) * all);
            pass(upTo - before, until);
            before = upTo;
        }
    }

    private void pass(long arrived, long until) {
        double seconds = Time.toSeconds(until - time);
        var from = inTasks.figures(time);
        var to = inTasks.figures(until);
        var times = inTasks.answers(time, until);
        time = until;
        long answered = outcomes.pass(arrived, members, from, to, times, seconds);
        each = each.plus(new Each(
                (inTasks.cpuUsed(from) + inTasks.cpuUsed(to)) / 2 * seconds,
                Math.max(0, from.present() + to.present()) / 2 * seconds * MICRO,
                (double) arrived / members,
                (double) answered / members));
    }

    private long arrived(long now) {
        long all = 0;
        for (var place : places) {
            long sent = place.group.sent(place.position, now);
            place.group.tally.routed(sent - place.taken);
            all += sent - place.taken;
            place.taken = sent;
        }
        service.offered(all);
        return all;
    }
}
