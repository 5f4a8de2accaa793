// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.ResponseTimes.Stay;
import java.util.ArrayList;
import java.util.List;

/** What comes of the requests in a task, for each number of them that {@link Rates} knows; rates of requests per second. */
final class Prospects {
    /** What is left of the weight after a part of the law, by what was left before. */
    private static final double PART = 0.7;

    private static final double NOTHING = 1e-5;

    final Rates rates;
    private final Stays stays;
    /** Finished, for clients or in vain. */
    private final double[] done;
    /** Of those the share that is in vain, and how many are worked on in vain. */
    private final double[] late;

    private final double[] vain;
    private final double[] wait;
    private final double[] atCpu;
    private final double[] present;

    /** What a law comes to. */
    record Figures(double present, double alive, double done, double late, double rejected, double abandoned) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

        /** Finished while clients wait. */
        double inTime() {
            return done - late;
        }

        /** Not waited for any more, before they are worked on or when they are finished. */
        double givenUp() {
            return late + abandoned;
        }

        Figures between(Figures next, double part) {
            return new Figures(
                    present + part * (next.present - present),
                    alive + part * (next.alive - alive),
                    done + part * (next.done - done),
                    late + part * (next.late - late),
                    rejected + part * (next.rejected - rejected),
                    abandoned + part * (next.abandoned - abandoned));
        }
    }

    /** @param weight share of all answers */
    record Part(double weight, Stay stay) {}

    /** How long a request has been in the task when it is finished, by that if the number had always been the same. */
    interface Ages {
        /** @param waiting requests, and seconds that one is worked on */
        double part(double waiting, double seconds);
    }

    /** @param beside seconds that each is in the task, and not among the requests of the rates */
    Prospects(Rates rates, double beside, Stays stays, Ages ages) {
        this.rates = rates;
        this.stays = stays;
        done = new double[rates.size];
        late = new double[rates.size];
        vain = new double[rates.size];
        wait = new double[rates.size];
        atCpu = new double[rates.size];
        present = new double[rates.size];
        double concurrency = rates.throughput().concurrency;
        for (int i = 1; i < rates.size; i++) {
            double n = rates.number(i);
            done[i] = rates.throughput().at(n);
            present[i] = n + done[i] * beside;
            double waiting = Math.max(0, n - concurrency);
            double part = done[i] == 0 ? 1 : ages.part(waiting, (n - waiting) / done[i]);
            wait[i] = done[i] == 0 ? 0 : waiting / done[i] * part;
            atCpu[i] = stays.atCpu(n, part);
            var stay = stays.stay(wait[i], atCpu[i]);
            late[i] = stays.late(stay);
            vain[i] = late[i] == 0 ? 0 : Math.min(Math.min(present[i], concurrency), done[i] * stays.beyond(stay));
        }
    }

    Figures of(double[] law) {
        double inTask = 0;
        double inVain = 0;
        double all = 0;
        double tooLate = 0;
        double turnedAway = 0;
        double given = 0;
        for (int i = 0; i < rates.size; i++) {
            inTask += law[i] * present[i];
            inVain += law[i] * vain[i];
            all += law[i] * done[i];
            tooLate += law[i] * done[i] * late[i];
            turnedAway += law[i] * rates.refused[i];
            given += law[i] * rates.abandoned[i];
        }
        boolean impatient = rates.isImpatient();
        return new Figures(
                inTask,
                inTask - inVain,
                all,
                tooLate,
                impatient ? 0 : turnedAway,
                impatient ? given + turnedAway : given);
    }

    /** The times of those that are answered, from short to long. */
    List<Part> parts(double[] law) {
        double all = 0;
        for (int i = 1; i < rates.size; i++) {
            all += law[i] * done[i] * (1 - late[i]);
        }
        List<Part> parts = new ArrayList<>();
        double left = all;
        int i = 1;
        while (i < rates.size && left > NOTHING * all) {
            double goal = PART * left;
            double weight = 0;
            double waited = 0;
            double cpu = 0;
            while (i < rates.size && (weight == 0 || left > goal)) {
                double one = law[i] * done[i] * (1 - late[i]);
                weight += one;
                waited += one * wait[i];
                cpu += one * atCpu[i];
                left -= one;
                i++;
            }
            if (weight > 0) {
                parts.add(new Part(weight / all, stays.stay(waited / weight, cpu / weight)));
            }
        }
        return parts;
    }
}
