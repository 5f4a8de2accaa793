// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.queueing;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure that theory knows, and its estimate by a number of runs. The mean is the theory's plus what the requests of a
 * run deviate from it in sum, by their expected number: its expected value is exact if the theory holds, which a ratio's
 * is not.
 *
 * @param name with the unit
 */
record Figure(String name, double theory, double measured, double halfWidth) {

    static Figure mean(List<TheoryRun> runs, double theory, double alpha) {
        double expected =
                runs.stream().mapToDouble(TheoryRun::answered).average().orElseThrow();
        return of("mean", theory, runs, alpha, run -> theory + (run.sum() - run.answered() * theory) / expected);
    }

    static Figure percentile(
            String name,
            ToDoubleFunction<TheoryRun> measured,
            List<TheoryRun> runs,
            DoubleUnaryOperator tail,
            double share,
            double alpha) {
        return of(name, Closed.quantile(tail, share), runs, alpha, measured);
    }

    static Figure rejected(List<TheoryRun> runs, double theory, double alpha) {
        return of("share rejected", theory, runs, alpha, run -> run.rejected() / (run.rejected() + run.answered()));
    }

    private static Figure of(
            String name, double theory, List<TheoryRun> runs, double alpha, ToDoubleFunction<TheoryRun> estimate) {
        var estimates = new SummaryStatistics();
        runs.forEach(run -> estimates.addValue(estimate.applyAsDouble(run)));
        double t = new TDistribution(runs.size() - 1).inverseCumulativeProbability(1 - alpha / 2);
        double halfWidth = t * estimates.getStandardDeviation() / StrictMath.sqrt(runs.size());
        return new Figure(name, theory, estimates.getMean(), halfWidth);
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
