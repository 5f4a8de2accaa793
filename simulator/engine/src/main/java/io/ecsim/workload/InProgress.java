// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Arrays;

/** What there is to say of the requests in a task, for each number of them that {@link Rates} knows. */
final class InProgress {
    /** How long a request has been in the task when it is finished, by that if the number had always been the same. */
    interface Ages {
        Ages STEADY = (waiting, seconds) -> 1;

        /** @param waiting requests, and seconds that one is worked on */
        double part(double waiting, double seconds);
    }

    /** Requests per second that are finished, for clients or in vain. */
    double[] done = {0};
    /** Of those the share that is in vain, and how many are worked on in vain. */
    double[] late = {0};

    double[] vain = {0};
    /** Seconds, of a request that is finished. */
    double[] wait = {0};

    double[] atCpu = {0};
    /** Requests, with those beside the rates. */
    double[] present = {0};

    private final Stays stays;
    private final double beside;
    private final Ages ages;

    /** @param beside seconds that each is in the task, and not among the requests of the rates */
    InProgress(Stays stays, double beside, Ages ages) {
        this.stays = stays;
        this.beside = beside;
        this.ages = ages;
    }

    /** For as many values as these know. */
    InProgress upTo(Rates rates) {
        int known = done.length;
        if (known < rates.size) {
            done = Arrays.copyOf(done, rates.size);
            late = Arrays.copyOf(late, rates.size);
            vain = Arrays.copyOf(vain, rates.size);
            wait = Arrays.copyOf(wait, rates.size);
            atCpu = Arrays.copyOf(atCpu, rates.size);
            present = Arrays.copyOf(present, rates.size);
            for (int i = known; i < rates.size; i++) {
                find(i, rates.number(i), rates.throughput());
            }
        }
        return this;
    }

    private void find(int i, double n, Throughput throughput) {
        done[i] = throughput.at(n);
        present[i] = n + done[i] * beside;
        double waiting = Math.max(0, n - throughput.concurrency);
        double part = done[i] == 0 ? 1 : ages.part(waiting, (n - waiting) / done[i]);
        wait[i] = done[i] == 0 ? 0 : waiting / done[i] * part;
        atCpu[i] = stays.atCpu(n, part);
        var stay = stays.stay(wait[i], atCpu[i]);
        late[i] = stays.late(stay);
        vain[i] =
                late[i] == 0 ? 0 : Math.min(Math.min(present[i], throughput.concurrency), done[i] * stays.beyond(stay));
    }
}
