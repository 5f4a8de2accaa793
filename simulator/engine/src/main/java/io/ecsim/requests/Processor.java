// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

/**
 * The CPU of one task, shared evenly by the jobs at work: of {@code c} vCPUs each of {@code n} jobs gets {@code c/n},
 * and at most one. So all jobs advance alike, and on a clock that shows the CPU that each has got, the virtual time, a
 * job's end is fixed when it begins. The next to end is the least of a heap, and a job costs O(log n), however often
 * the pace changes meanwhile (A. K. Parekh and R. G. Gallager, "A Generalized Processor Sharing Approach to Flow
 * Control in Integrated Services Networks", IEEE/ACM ToN 1 (3), 1993).
 *
 * <p>Work and virtual time are nanoseconds of CPU.
 */
final class Processor {
    /** By virtual time of the end; numbers from 0 up are in the order of their bits. */
    private final Heap jobs = new Heap();

    private double vcpus;
    private long time;
    /** vCPUs that each job has now. */
    private double pace = 1;
    /** What each job has got since the processor was last idle. */
    private double virtual;

    private double used;

    /** @param vcpus from 0 up: with none, jobs stand still */
    Processor(double vcpus, long now) {
        this.vcpus = vcpus;
        this.time = now;
    }

    int size() {
        return jobs.size();
    }

    /** vCPU-nanoseconds that jobs have got, up to the time last advanced to. */
    double used() {
        return used;
    }

    void advance(long now) {
        double got = (now - time) * pace;
        virtual += got;
        used += got * jobs.size();
        time = now;
    }

    /** From the time advanced to. */
    void setVcpus(double vcpus) {
        this.vcpus = vcpus;
        findPace();
    }

    private void findPace() {
        pace = vcpus >= jobs.size() ? 1 : vcpus / jobs.size();
    }

    /** When the next job ends, to the nearest nanosecond; {@link Long#MAX_VALUE} when none does. */
    long nextEnd() {
        if (jobs.size() == 0) {
            return Long.MAX_VALUE;
        }
        double nanos = (Double.longBitsToDouble(jobs.least()) - virtual) / pace;
        return nanos < 0x1p62 ? time + Math.max(0, (long) (nanos + 0.5)) : Long.MAX_VALUE;
    }

    /** A job begins, at the time advanced to. */
    void add(int job, double work) {
        if (jobs.size() == 0) {
            virtual = 0; // so that it stays exact
        }
        jobs.add(job, Double.doubleToRawLongBits(virtual + work));
        findPace();
    }

    /** The job that ends next, which is taken out. */
    int removeNext() {
        int job = jobs.remove();
        findPace();
        return job;
    }

    /** Jobs are lost. */
    void clear() {
        jobs.clear();
        findPace();
    }
}
