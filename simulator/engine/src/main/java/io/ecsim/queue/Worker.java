// SPDX-License-Identifier: Apache-2.0
package io.ecsim.queue;

import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.RequestModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A task that works on the messages of a queue: it polls while it has room for more, and deletes what it has finished.
 * What it fails at, and what it has when it ends, comes back when the visibility timeout is over.
 */
final class Worker {
    /** Time between receives without long polling that found nothing; ours. */
    private static final long SHORT_POLL = Time.SECOND;

    /** A message in its hands. */
    private static final class Work {
        final Message message;
        final int receipt;
        final long begunAt;
        final long endsAt;
        final double cpuSeconds;
        Event end;

        Work(Message message, long begunAt, long endsAt, double cpuSeconds) {
            this.message = message;
            this.receipt = message.receives;
            this.begunAt = begunAt;
            this.endsAt = endsAt;
            this.cpuSeconds = cpuSeconds;
        }
    }

    private final Kernel kernel;
    private final MessageQueue queue;
    private final LongPolls longPolls;
    private final Consumers consumers;
    private final RequestModel model;
    private final DoubleSupplier vcpus;
    private final RandomStream random;
    private final List<Work> works = new ArrayList<>();
    private final long wait;
    private boolean polls = true;
    private Event shortPoll;
    /** Begin of the long poll that is under way; -1 without one. */
    private long waitsSince = -1;

    private double cpuSeconds;
    private long cpuReadAt;
    /** CPU time of messages that it has done with. */
    private double cpuSecondsBefore;

    /**
     * @param model what a message costs: its CPU time, and the share of messages at which the software fails
     * @param vcpus that one message can have at most, of which there may be more or fewer from time to time
     */
    Worker(
            Kernel kernel,
            MessageQueue queue,
            LongPolls longPolls,
            Consumers consumers,
            RequestModel model,
            DoubleSupplier vcpus,
            RandomStream random) {
        this.kernel = kernel;
        this.queue = queue;
        this.longPolls = longPolls;
        this.consumers = consumers;
        this.model = model;
        this.vcpus = vcpus;
        this.random = random;
        Duration poll = consumers.poll();
        this.wait = poll == null ? queue.waitTime() : Time.of(poll);
        this.cpuReadAt = kernel.now();
    }

    /** Receives what it has room for; when there is less, it waits for more. */
    void look() {
        stopWaiting();
        while (polls && works.size() < consumers.perTask()) {
            Message message = queue.receive();
            if (message == null) {
                waitForMore();
                return;
            }
            begin(message);
        }
    }

    /** A message takes at least its CPU time. */
    private void begin(Message message) {
        double cpu = model.cpu().sample(random);
        double seconds = Math.max(consumers.processing().sample(random), cpu / vcpus.getAsDouble());
        boolean fails = random.nextDouble() < model.errors().fraction();
        long now = kernel.now();
        Work work = new Work(message, now, now + Time.ofSeconds(seconds), cpu);
        works.add(work);
        work.end = kernel.at(work.endsAt, () -> finish(work, fails));
        if (fails || work.endsAt >= now + queue.visibilityTimeout()) {
            comesBack(work);
        }
    }

    private void comesBack(Work work) {
        long at = Math.max(kernel.now(), work.begunAt + queue.visibilityTimeout());
        kernel.at(at, () -> queue.timeOut(work.message, work.receipt));
    }

    private void finish(Work work, boolean fails) {
        works.remove(work);
        cpuSeconds += used(work);
        cpuSecondsBefore += work.cpuSeconds;
        if (!fails) {
            queue.delete(work.message, work.receipt);
        }
        look();
    }

    private void waitForMore() {
        if (wait > 0) {
            waitsSince = kernel.now();
            longPolls.add(this);
        } else {
            queue.receivedNothing(1);
            shortPoll = kernel.after(SHORT_POLL, this::look);
        }
    }

    private void stopWaiting() {
        settle();
        waitsSince = -1;
        longPolls.remove(this);
        if (shortPoll != null) {
            shortPoll.cancel();
            shortPoll = null;
        }
    }

    /** Counts the receives that have waited in vain until now. */
    void settle() {
        if (waitsSince >= 0) {
            long times = (kernel.now() - waitsSince) / wait;
            queue.receivedNothing(times);
            waitsSince += times * wait;
        }
    }

    /** It finishes what it has and takes no more. */
    void stopPolling() {
        polls = false;
        stopWaiting();
    }

    /** It is gone. Returns how many messages it had. */
    int end() {
        stopPolling();
        int had = works.size();
        cpuSecondsBefore = cpuSeconds();
        for (Work work : works) {
            work.end.cancel();
            comesBack(work);
        }
        works.clear();
        return had;
    }

    /** Nanoseconds until it has finished what it has. */
    long workLeft() {
        long last = kernel.now();
        for (Work work : works) {
            last = Math.max(last, work.endsAt);
        }
        return last - kernel.now();
    }

    /** CPU time since it began, in seconds of one vCPU. */
    double cpuSeconds() {
        double all = cpuSecondsBefore;
        for (Work work : works) {
            all += usedSince(work.begunAt, work);
        }
        return all;
    }

    /** CPU time since it was last asked, in seconds of one vCPU. */
    double takeCpuSeconds() {
        double taken = cpuSeconds;
        for (Work work : works) {
            taken += used(work);
        }
        cpuSeconds = 0;
        cpuReadAt = kernel.now();
        return taken;
    }

    /** CPU time of a message since the last reading: it is used evenly. */
    private double used(Work work) {
        return usedSince(Math.max(work.begunAt, cpuReadAt), work);
    }

    private double usedSince(long since, Work work) {
        long whole = work.endsAt - work.begunAt;
        return whole == 0 ? work.cpuSeconds : work.cpuSeconds * ((double) (kernel.now() - since) / whole);
    }
}
