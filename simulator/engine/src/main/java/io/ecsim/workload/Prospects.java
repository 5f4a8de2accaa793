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
    private final InProgress each;

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

    /** @param each for as many values as the rates know, or more */
    Prospects(Rates rates, Stays stays, InProgress each) {
        this.rates = rates;
        this.stays = stays;
        this.each = each;
    }

    Figures of(double[] law) {
        double inTask = 0;
        double inVain = 0;
        double all = 0;
        double tooLate = 0;
        double turnedAway = 0;
        double given = 0;
        for (int i = 0; i < rates.size; i++) {
            inTask += law[i] * each.present[i];
            inVain += law[i] * each.vain[i];
            all += law[i] * each.done[i];
            tooLate += law[i] * each.done[i] * each.late[i];
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
            all += law[i] * each.done[i] * (1 - each.late[i]);
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
                double one = law[i] * each.done[i] * (1 - each.late[i]);
                weight += one;
                waited += one * each.wait[i];
                cpu += one * each.atCpu[i];
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
