// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.RunOutcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * When clients fared worst: where most requests failed or were rejected, or, when none was, where a service was slowest.
 * Of a long run it is the worst of the periods that are kept.
 *
 * @param start nanoseconds since the scenario's start
 * @param period how long it is
 * @param what a sentence
 */
record WorstMinute(long start, long period, String what) {
    private record Found(String service, MetricSeries series, int at, double value) {}

    /** Empty when nobody called. */
    static Optional<WorstMinute> of(RunOutcome outcome, Clock clock) {
        Metrics metrics = new Metrics(outcome);
        Optional<Found> errors = highest(outcome, metrics::errors, (series, i) -> series.sum()[i]);
        Optional<Found> found = errors.isPresent()
                ? errors
                : highest(outcome, service -> metrics.of(service, "TargetResponseTime"), MetricSeries::average);
        return found.map(worst -> {
            long start = worst.series().start()[worst.at()];
            long period = worst.series().period();
            String fate = errors.isPresent() ? failed(worst) : slow(worst);
            String span = period == 60 * Clock.SECOND ? "minute" : Figures.seconds((double) period / Clock.SECOND);
            return new WorstMinute(
                    start, period, "The worst " + span + " began at " + clock.minute(start) + ": " + fate + ".");
        });
    }

    private static String failed(Found worst) {
        double all = worst.series().samples()[worst.at()];
        return Figures.number(worst.value()) + " of " + Figures.number(all) + " requests to " + worst.service()
                + " failed or were rejected, " + Figures.percent(worst.value() / all);
    }

    private static String slow(Found worst) {
        return worst.service() + " answered within " + Figures.millis(1_000 * worst.value()) + " on average";
    }

    private static Optional<Found> highest(
            RunOutcome outcome,
            Function<String, Optional<MetricSeries>> find,
            ToDoubleBiFunction<MetricSeries, Integer> value) {
        Found worst = null;
        for (String service : outcome.result().services().keySet()) {
            MetricSeries series = find.apply(service).orElse(null);
            for (int i = 0; series != null && i < series.size(); i++) {
                double here = value.applyAsDouble(series, i);
                if (here > 0 && (worst == null || here > worst.value())) {
                    worst = new Found(service, series, i, here);
                }
            }
        }
        return Optional.ofNullable(worst);
    }
}
