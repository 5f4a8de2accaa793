// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.StepSeries;
import io.ecsim.pricing.Bill;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the run has cost so far. The bill knows what each day of the calendar cost; within a day what is paid for Fargate
 * follows the vCPUs that tasks have there, and all else the number of instances.
 */
final class CostCurve {
    private static final String FARGATE = "fargate";
    private static final long DAY = 24L * 3_600 * Clock.SECOND;

    private final Bill bill;
    private final StepSeries instances;
    private final StepSeries fargate;
    private final long untilMidnight;
    private final long end;

    private CostCurve(RunOutcome outcome, Clock clock) {
        bill = outcome.result().bill();
        instances = outcome.recording().instances();
        fargate = outcome.recording().fargateCpu();
        untilMidnight = Duration.between(
                        clock.start(),
                        clock.start().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS))
                .toNanos();
        end = clock.end();
    }

    /** Nothing where nothing is paid for. */
    static Optional<Chart> of(RunOutcome outcome, Clock clock) {
        BigDecimal total = Cost.total(outcome.result());
        if (total.signum() <= 0) {
            return Optional.empty();
        }
        CostCurve curve = new CostCurve(outcome, clock);
        Line line = curve.line();
        Scale scale = Scale.of(line.max(), usd -> "$" + Figures.compact(usd));
        String caption = Figures.usd(total) + " at the end" + curve.follows() + ".";
        return Optional.of(new Chart("cost", "Cost, accumulated, USD", caption, scale, List.of(line), List.of()));
    }

    private String follows() {
        List<String> what = new ArrayList<>();
        if (instances.max() > 0) {
            what.add("the number of instances");
        }
        if (fargate.max() > 0) {
            what.add("the vCPUs on Fargate");
        }
        return what.isEmpty() ? "" : "; within a day the curve follows " + String.join(" and ", what);
    }

    private Line line() {
        long[] times = times();
        double[] usd = new double[times.length];
        double[] byInstances = soFar(instances, times);
        double[] byFargate = soFar(fargate, times);
        for (Bill.Line line : bill.lines()) {
            double[] paid = line.kind().startsWith(FARGATE) ? byFargate : byInstances;
            line.byDay().forEach((day, amount) -> add(day, amount.doubleValue(), times, paid, usd));
        }
        return new Line("", Ink.BLUE, Dash.SOLID, times, usd);
    }

    /** Whenever the curve may bend. */
    private long[] times() {
        TreeSet<Long> times = new TreeSet<>(List.of(0L, end));
        for (StepSeries series : List.of(instances, fargate)) {
            Arrays.stream(series.time()).filter(time -> time > 0 && time < end).forEach(times::add);
        }
        for (long midnight = untilMidnight; midnight < end; midnight += DAY) {
            times.add(midnight);
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /** A count times nanoseconds from the start up to each of the times; the time alone where it never counted anything. */
    private static double[] soFar(StepSeries series, long[] times) {
        double[] sums = new double[times.length];
        for (int i = 1; i < times.length; i++) {
            int count = series.max() == 0 ? 1 : series.at(times[i - 1]);
            sums[i] = sums[i - 1] + count * (double) (times[i] - times[i - 1]);
        }
        return sums;
    }

    /** Spreads what a day cost over the day, and has it paid from then on. */
    private void add(int day, double amount, long[] times, double[] paid, double[] usd) {
        int from = at(times, day == 0 ? 0 : untilMidnight + (day - 1) * DAY);
        int to = at(times, untilMidnight + day * DAY);
        double all = paid[to] - paid[from];
        for (int i = from; i < times.length; i++) {
            double share = i >= to || all <= 0 ? 1 : (paid[i] - paid[from]) / all;
            usd[i] += amount * share;
        }
    }

    /** The index of a time, or of the end where it lies behind it. */
    private static int at(long[] times, long time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : times.length - 1;
    }
}
