// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * A sinusoid with a period of 24 hours, cut into steps of five minutes; the rate of a step is the mean of the wave over
 * it, so that the amounts at the ends of steps are those of the wave.
 *
 * @param base least rate, requests per second, 12 hours from the peak
 * @param peak greatest rate, requests per second, at least the base
 * @param peakAt when in the 24 hours that begin with the scenario's start
 * @param weekly factors for seven such days in turn, at least 0; default: 1 for each
 */
public record DailyWave(double base, double peak, Duration peakAt, List<Double> weekly) implements Traffic {
    private static final long STEP = 5 * Time.MINUTE;
    private static final double DAY_SECONDS = Time.toSeconds(Time.DAY);

    public DailyWave {
        Amounts.requireRate("base", base);
        Amounts.requireRate("peak", peak);
        Amounts.require("peak", peak, peak >= base, "at least the base, " + base);
        weekly = weekly == null ? Collections.nCopies(7, 1.0) : List.copyOf(weekly);
        Amounts.require("weekly", weekly, weekly.size() == 7, "seven factors");
        weekly.forEach(factor -> Amounts.requireRate("weekly", factor));
        peakAt = Absent.or(peakAt, Duration.ZERO);
    }

    @Override
    public double rate(long time) {
        long begin = time - time % STEP;
        return Amounts.rate(before(begin + STEP) - before(begin), STEP);
    }

    @Override
    public long nextChange(long time) {
        return time - time % STEP + STEP;
    }

    @Override
    public long arrivedBefore(long time) {
        long elapsed = time % STEP;
        long arrived = before(time - elapsed);
        return elapsed == 0 ? arrived : arrived + Amounts.part(before(time - elapsed + STEP) - arrived, elapsed, STEP);
    }

    /** The wave's own amount at the end of a step. */
    private long before(long time) {
        int day = Math.toIntExact(time / Time.DAY);
        double factors = day / 7 * sum(7) + sum(day % 7);
        double requests = factors * mean() * DAY_SECONDS + weekly.get(day % 7) * ofDay(time % Time.DAY);
        return Math.round(requests * MICRO);
    }

    private double sum(int days) {
        return weekly.stream().limit(days).reduce(0.0, Double::sum);
    }

    private double mean() {
        return (base + peak) / 2;
    }

    /** Requests of a day's first {@code time} nanoseconds: the integral of mean + amplitude cos(x - peak). */
    private double ofDay(long time) {
        double radiansPerSecond = 2 * Math.PI / DAY_SECONDS;
        double peakSeconds = Time.toSeconds(Time.of(peakAt));
        double seconds = Time.toSeconds(time);
        double sine = StrictMath.sin(radiansPerSecond * (seconds - peakSeconds))
                + StrictMath.sin(radiansPerSecond * peakSeconds);
        return mean() * seconds + (peak - base) / 2 / radiansPerSecond * sine;
    }

    @Override
    public String description() {
        return "daily wave from " + Amounts.plain(base) + "/s to " + Amounts.plain(peak) + "/s";
    }
}
