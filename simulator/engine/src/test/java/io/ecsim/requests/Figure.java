// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure that theory knows, and its estimate by a number of runs. An estimate is the theory's value plus what the
 * requests of a run deviate from it in sum, by their expected number: its expected value is exact if the theory holds,
 * which is true neither of a ratio nor of a quantile of a sample.
 *
 * @param name with the unit
 */
record Figure(String name, double theory, double measured, double halfWidth) {

    static Figure mean(List<Queue.Run> runs, double theory, double expected, double alpha) {
        return of(
                "mean, s",
                theory,
                runs,
                alpha,
                run -> theory + (run.responses().seconds() - run.responses().count() * theory) / expected);
    }

    /** The share of requests that take no longer than the theory's quantile. */
    static Figure within(List<Queue.Run> runs, DoubleUnaryOperator tail, double share, double expected, double alpha) {
        double seconds = Closed.quantile(tail, share);
        var name = String.format(Locale.ROOT, "share within p%.0f = %.3f s", 100 * share, seconds);
        return of(name, share, runs, alpha, run -> {
            double within = run.responses().within(seconds);
            return share + (within - share * run.responses().count()) / expected;
        });
    }

    static Figure rejected(List<Queue.Run> runs, double theory, double offered, double alpha) {
        return of("share rejected", theory, runs, alpha, run -> run.books().rejected() / 1e6 / offered);
    }

    private static Figure of(
            String name, double theory, List<Queue.Run> runs, double alpha, ToDoubleFunction<Queue.Run> estimate) {
        var estimates = new SummaryStatistics();
        runs.forEach(run -> estimates.addValue(estimate.applyAsDouble(run)));
        double t = new TDistribution(runs.size() - 1).inverseCumulativeProbability(1 - alpha / 2);
        double halfWidth = t * estimates.getStandardDeviation() / StrictMath.sqrt(runs.size());
        return new Figure(name, theory, estimates.getMean(), halfWidth);
    }

    boolean agrees() {
        return Math.abs(measured - theory) <= halfWidth;
    }

    String row(String queue, double load) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %.5f | %.5f ± %.5f |%n".replace("%n", "\n"),
                queue,
                load,
                name,
                theory,
                measured,
                halfWidth);
    }
}
