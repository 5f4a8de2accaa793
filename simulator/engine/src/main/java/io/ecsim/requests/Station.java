// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static io.ecsim.requests.Requests.NONE;

import io.ecsim.aws.TaskSize;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Application;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.TaskCpu;
import io.ecsim.workload.TaskReading;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests in one task. As many as its concurrency allows are worked on, the others wait in order of their arrival,
 * and what finds the queue full is rejected. A request takes its CPU time, sharing the CPU with the others, and then its
 * other latency, and then makes all its calls of other services at once: it is answered when all of them are, with an error
 * if one of them failed or took too long. A client that has waited for too long gives up: then its request leaves the queue, or is worked on to
 * its end for nobody, which is ours.
 */
final class Station implements Moments.Actor {
    private static final RequestModel FREE = new RequestModel(null, null, null, null, null);

    final TaskCpu cpu;
    private final String task;
    private final Host host;
    private final Application application;
    private final List<Calls> calls;
    private final RequestModel model;
    /** When requests begin to take what they always take from then on. */
    private final long coldUntil;

    private final long patience;
    private final ElbError givenUp;
    private final Requests requests;
    private final Moments moments;
    private final RandomStream random;
    private final int index;

    private final Processor processor;
    private final Heap pauses = new Heap();
    /** Those that clients wait for: each of these came before each of those that wait. */
    private final Line atWork;

    private final Line waiting;
    /** Those at work that clients have given up. */
    private final Line forNobody;

    private final List<Place> places = new ArrayList<>(1);
    private final Usage usage;
    private double restVcpus;

    /** What each request asks of another service, and for how many nanoseconds it waits. */
    record Calls(Clients to, double perRequest, long timeout) {}

    private record Place(Group group, int position) {}

    /**
     * @param memoryLimit MiB; infinite when there is none
     * @param idleTimeout nanoseconds that the load balancer waits for an answer
     * @param random the service's, for what requests take
     */
    Station(
            String task,
            Host host,
            TaskCpu cpu,
            double memoryLimit,
            Application application,
            List<Calls> calls,
            long idleTimeout,
            Requests requests,
            Moments moments,
            RandomStream random,
            long now) {
        this.task = task;
        this.host = host;
        this.cpu = cpu;
        this.application = application;
        this.calls = calls;
        this.model = application.request() == null ? FREE : application.request();
        this.coldUntil = now + application.coldFor();
        long timeout = Time.of(model.timeout());
        this.patience = Math.min(timeout, idleTimeout);
        this.givenUp = timeout < idleTimeout ? ElbError.HTTP_460 : ElbError.HTTP_504;
        this.requests = requests;
        this.moments = moments;
        this.random = random;
        this.index = moments.add(this);
        this.processor = new Processor(0, now);
        this.atWork = new Line(requests);
        this.waiting = new Line(requests);
        this.forNobody = new Line(requests);
        this.usage = new Usage(application.memory(), model.memory().mebibytes(), memoryLimit, now);
    }

    // The CPU

    /** vCPUs that it would use if it could have them. */
    double demand() {
        return application.cpuAtRest().fraction() + processor.size();
    }

    /** vCPUs that it gets from now on. */
    void grant(double vcpus, long now) {
        advance(now);
        restVcpus = Math.min(vcpus, application.cpuAtRest().fraction());
        processor.setVcpus(vcpus - restVcpus);
        moments.set(index, next());
    }

    /** vCPU-seconds that it has used until now. */
    double cpuSeconds(long now) {
        advance(now);
        return usage.cpuSeconds(processor.used());
    }

    void advance(long now) {
        usage.advance(now, inTask(), restVcpus);
        processor.advance(now);
    }

    // Requests

    /** It is a target of the group from now on, at that position. */
    void join(Group group, int position) {
        places.add(new Place(group, position));
        group.outstanding(position, outstanding());
    }

    void leave(Group group) {
        places.removeIf(place -> place.group == group);
    }

    private void tellGroups() {
        for (int i = 0; i < places.size(); i++) {
            places.get(i).group.outstanding(places.get(i).position, outstanding());
        }
    }

    /** Requests that clients wait for. */
    private int outstanding() {
        return atWork.size() + waiting.size();
    }

    private int inTask() {
        return outstanding() + forNobody.size();
    }

    private boolean canBegin() {
        return atWork.size() + forNobody.size() < application.concurrency();
    }

    /** Whether it can use all the memory that it may. */
    boolean canFill() {
        return usage.canFill((double) application.concurrency() + application.queue());
    }

    /** Whether its container has used all the memory that it may, since it was last asked. */
    boolean wasFull(long now) {
        advance(now);
        return usage.wasFull(inTask());
    }

    /** A request is sent to it. */
    void receive(int request, long now) {
        advance(now);
        usage.arrived();
        var trace = requests.trace[request];
        if (trace != null) {
            trace.received(task, now);
        }
        if (!canBegin() && waiting.size() == application.queue()) {
            requests.clients[request].rejected(request, now);
            return;
        }
        requests.station[request] = this;
        requests.cpu[request] = model.cpu().sample(random) * Time.SECOND;
        requests.latency[request] = Time.ofSeconds(model.latency().sample(random));
        requests.wrong[request] = model.errors().fraction() > 0
                && random.nextDouble() < model.errors().fraction();
        requests.atWork[request] = false;
        requests.abandoned[request] = false;
        if (canBegin()) {
            begin(request, now);
        } else {
            waiting.add(request);
        }
        settle(now);
        usage.look(inTask());
    }

    private void begin(int request, long now) {
        atWork.add(request);
        requests.atWork[request] = true;
        double work = requests.cpu[request]
                * (now < coldUntil ? application.coldStart().factor() : 1);
        if (requests.trace[request] != null) {
            requests.trace[request].worked(work, now);
        }
        if (work > 0) {
            processor.add(request, work);
        } else {
            pause(request, now);
        }
    }

    private void pause(int request, long now) {
        if (requests.trace[request] != null) {
            requests.trace[request].computed(now);
        }
        if (requests.latency[request] > 0) {
            pauses.add(request, now + requests.latency[request]);
        } else {
            call(request, now);
        }
    }

    /** Its own work is done. */
    private void call(int request, long now) {
        if (requests.trace[request] != null) {
            requests.trace[request].called(now);
        }
        requests.calls[request] = 1; // until all are made
        for (var each : calls) {
            for (int left = number(each.perRequest); left > 0; left--) {
                requests.calls[request]++;
                each.to.call(this, request, each.timeout, now);
            }
        }
        requests.calls[request]--;
        if (requests.calls[request] == 0) {
            finish(request, now);
        }
    }

    private int number(double mean) {
        int whole = (int) mean;
        return mean > whole && random.nextDouble() < mean - whole ? whole + 1 : whole;
    }

    /** A call that a request waits for has ended. */
    void called(int request, boolean served, long now) {
        requests.wrong[request] |= !served;
        requests.calls[request]--;
        if (requests.calls[request] == 0) {
            advance(now);
            finish(request, now);
            settle(now);
        }
    }

    private void finish(int request, long now) {
        if (requests.abandoned[request]) {
            forNobody.remove(request);
            requests.free(request);
            return;
        }
        atWork.remove(request);
        usage.answered();
        requests.clients[request].answered(request, now);
    }

    /** The caller of a request waits no longer, though the load balancer does (LB-12: 460). */
    void abandon(int request, long now) {
        advance(now);
        giveUp(request, ElbError.HTTP_460, now);
        settle(now);
    }

    /** The client of a request does not wait any longer. */
    private void giveUp(int request, ElbError code, long now) {
        int left = request;
        if (requests.atWork[request]) {
            atWork.remove(request);
            forNobody.add(request);
            requests.abandoned[request] = true;
            requests.deadline[request] = Long.MAX_VALUE;
            left = requests.copy(request);
        } else {
            waiting.remove(request);
        }
        requests.clients[left].failed(left, code, now);
    }

    /** All that it has in progress will never be answered. */
    void lose(ElbError code, long now) {
        advance(now);
        processor.clear();
        pauses.clear();
        while (forNobody.size() > 0) {
            int request = forNobody.oldest();
            forNobody.remove(request);
            requests.free(request);
        }
        lose(atWork, code, now);
        lose(waiting, code, now);
        settle(now);
    }

    private void lose(Line line, ElbError code, long now) {
        while (line.size() > 0) {
            int request = line.oldest();
            line.remove(request);
            requests.turn[request]++;
            requests.clients[request].failed(request, code, now);
        }
    }

    // Time

    @Override
    public void act(long now) {
        advance(now);
        if (processor.nextEnd() <= now) {
            pause(processor.removeNext(), now);
        } else if (pauses.least() <= now) {
            call(pauses.remove(), now);
        } else if (deadline() <= now) {
            giveUp(oldest(), givenUp, now);
        }
        settle(now);
    }

    /** Whoever waits and can begin does, and the next moment is found. */
    private void settle(long now) {
        while (waiting.size() > 0 && canBegin()) {
            int next = waiting.oldest();
            waiting.remove(next);
            begin(next, now);
        }
        host.demandChanged(now);
        moments.set(index, next());
        tellGroups();
    }

    private long next() {
        return Math.min(Math.min(processor.nextEnd(), pauses.least()), deadline());
    }

    /** When the first client gives up. */
    private long deadline() {
        int oldest = oldest();
        return oldest == NONE ? Long.MAX_VALUE : requests.sent[oldest] + patience;
    }

    private int oldest() {
        return atWork.size() > 0 ? atWork.oldest() : waiting.oldest();
    }

    /** It is gone, and has lost what it had. */
    void close(long now) {
        host.remove(this, now);
        moments.remove(index);
    }

    TaskReading read(long now) {
        advance(now);
        return usage.read(processor.used());
    }

    /**
     * CPU used, as a share of what is reserved, else of the instance: on average since it was last asked, a second ago
     * at least. At a moment a CPU is busy or not.
     */
    double cpuUtilisation(long now) {
        advance(now);
        double reserved = cpu.reserved() / TaskSize.UNITS_PER_VCPU;
        return usage.recentVcpus(processor.used()) / (reserved > 0 ? reserved : host.vcpus);
    }
}
