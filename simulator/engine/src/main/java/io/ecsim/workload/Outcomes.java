// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;

import io.ecsim.workload.Prospects.Figures;

/** What becomes of the requests in tasks that do alike, in whole millionths. */
final class Outcomes {
    private final TaskModel model;
    private final ServiceLoad service;
    private final GroupLoad group;
    /** Requests that clients wait for. */
    long inProgress;

    private long answered;
    private long errors;
    /** What is still to be told of those that are no whole millionth. */
    private double rejectedPart;

    private double answeredPart;

    Outcomes(Kind kind) {
        this.model = kind.model;
        this.service = kind.service;
        this.group = kind.group;
    }

    /**
     * Some seconds pass.
     *
     * @param from what was in each task, and {@code to} what is now
     * @return how many were answered
     */
    long pass(long arrived, int members, Figures from, Figures to, Answered times, double seconds) {
        double all = (double) members * MICRO;
        long there = inProgress + arrived;
        long stays = Math.max(0, Math.min(there, Math.round(all * to.alive())));
        long ends = there - stays;
        inProgress = stays;

        double toReject = rejectedPart + all * seconds * (from.rejected() + to.rejected()) / 2;
        long rejected = Math.max(0, Math.min(ends, (long) toReject));
        rejectedPart = Math.min(1, toReject - rejected);
        long done = ends - rejected;
        double inVain = to.present() - to.alive() - from.present() + from.alive();
        double givenUp = Math.max(0, inVain + seconds * (from.givenUp() + to.givenUp()) / 2);
        if (givenUp > 0) {
            double inTime = Math.max(0, seconds * (from.inTime() + to.inTime()) / 2);
            double toAnswer = answeredPart + done * (inTime / (inTime + givenUp));
            long answers = Math.min(done, (long) toAnswer);
            answeredPart = Math.min(1, toAnswer - answers);
            turnAway(0, done - answers);
            done = answers;
        }
        turnAway(rejected, 0);
        answer(done, times);
        return done;
    }

    private void turnAway(long rejected, long abandoned) {
        service.rejected(rejected);
        service.tally.failed(abandoned, timeout());
        if (group != null) {
            group.tally.failed(rejected, ElbError.HTTP_502);
            group.tally.failed(abandoned, timeout());
        }
    }

    private ElbError timeout() {
        return group == null ? ElbError.HTTP_460 : group.timeout(model.timeout());
    }

    private void answer(long done, Answered times) {
        if (done == 0) {
            return;
        }
        answered += done;
        long wrong = Math.min(done, Math.round(answered * model.errors()) - errors);
        errors += wrong;
        double mean = times.tell(service, group, done, model.timeout()) / done;
        service.tally.count(done, wrong, mean);
        if (group != null) {
            group.tally.count(done, wrong, mean);
        }
    }
}
