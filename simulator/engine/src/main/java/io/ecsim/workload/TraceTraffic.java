// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Recorded counts, played back. A row's count is spread evenly until the next row's stamp, the last one's over as long
 * as the row before it. The amounts at the ends of rows are those of the record times the scale, exact to a millionth,
 * whatever the number of rows. Before the first and after the last row there is nothing.
 */
public final class TraceTraffic implements Traffic {
    private final String name;
    private final Play play;
    /** Begin of each row and, last, the end of the last one; nanoseconds of simulated time, below 0 before the start. */
    private final long[] stamps;
    /** Millionths of a request before each stamp. */
    private final long[] arrived;

    private final long period;

    /**
     * How a record is played.
     *
     * @param scale factor on the counts, at least 0; default 1
     * @param from the stamp that falls on the scenario's start; default the first row's
     * @param to the stamp at which it ends; default the end of the last row
     * @param stretch factor on the time, above 0, that leaves the counts as they are; default 1
     * @param repeat whether it begins anew at its end, for ever
     */
    public record Play(BigDecimal scale, Long from, Long to, BigDecimal stretch, boolean repeat) {
        /** As it was recorded, once. */
        public static final Play ONCE = new Play(null, null, null, null, false);

        public Play {
            scale = Absent.or(scale, BigDecimal.ONE);
            stretch = Absent.or(stretch, BigDecimal.ONE);
            Amounts.require("scale", scale, scale.signum() >= 0, "a number from 0 up");
            Amounts.require("stretch", stretch, stretch.signum() > 0, "above 0");
        }

        private long played(long stamp, long start) {
            var time = BigDecimal.valueOf(stamp - start).multiply(stretch);
            return time.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        }
    }

    /**
     * @param name of the record, for descriptions
     * @param stamps of the rows, ascending, in nanoseconds since any moment; at least two
     * @param counts requests of each row, at least 0
     */
    public TraceTraffic(String name, long[] stamps, BigDecimal[] counts, Play play) {
        int rows = stamps.length;
        Amounts.require(
                "rows", rows, rows >= 2 && rows == counts.length, "at least two, each with a stamp and a count");
        this.name = name;
        this.play = play;
        long start = Absent.or(play.from(), stamps[0]);
        long end = stamps[rows - 1] + (stamps[rows - 1] - stamps[rows - 2]);
        this.stamps = new long[rows + 1];
        this.arrived = new long[rows + 1];
        var sum = BigDecimal.ZERO;
        for (int row = 0; row < rows; row++) {
            Amounts.require("count of row " + (row + 1), counts[row], counts[row].signum() >= 0, "a number from 0 up");
            sum = sum.add(counts[row]);
            this.stamps[row] = play.played(stamps[row], start);
            this.arrived[row + 1] = micro(sum.multiply(play.scale()));
        }
        this.stamps[rows] = play.played(end, start);
        requireAscending(this.stamps);
        this.period = play.played(Absent.or(play.to(), end), start);
        if (period <= 0) {
            throw new IllegalArgumentException("to must be later than from");
        }
    }

    private static void requireAscending(long[] stamps) {
        for (int row = 1; row < stamps.length; row++) {
            boolean later = stamps[row] > stamps[row - 1];
            Amounts.require("stamp of row " + (row + 1), stamps[row], later, "later than that of the row before");
        }
    }

    private static long micro(BigDecimal requests) {
        return requests.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    @Override
    public double rate(long time) {
        if (time >= period && !play.repeat()) {
            return 0;
        }
        int row = row(time % period);
        return row < 0 || row == stamps.length - 1
                ? 0
                : Amounts.rate(arrived[row + 1] - arrived[row], stamps[row + 1] - stamps[row]);
    }

    @Override
    public long nextChange(long time) {
        if (time >= period && !play.repeat()) {
            return Long.MAX_VALUE;
        }
        long begin = time - time % period;
        int next = row(time % period) + 1;
        return begin + (next < stamps.length ? Math.min(stamps[next], period) : period);
    }

    /** A row's count is what came until the next stamp. */
    @Override
    public long countedUntil(long time) {
        return nextChange(time);
    }

    @Override
    public long arrivedBefore(long time) {
        long whole = recorded(period) - recorded(0);
        if (time >= period && !play.repeat()) {
            return whole;
        }
        return time / period * whole + recorded(time % period) - recorded(0);
    }

    /** The record's amount before a time, rows before the scenario's start included. */
    private long recorded(long time) {
        int row = row(time);
        if (row < 0 || row == stamps.length - 1) {
            return row < 0 ? 0 : arrived[row];
        }
        long length = stamps[row + 1] - stamps[row];
        return arrived[row] + Amounts.part(arrived[row + 1] - arrived[row], time - stamps[row], length);
    }

    /** The last row that has begun; -1 before the first, the number of rows after the last. */
    private int row(long time) {
        int found = Arrays.binarySearch(stamps, time);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String description() {
        var scale = play.scale().compareTo(BigDecimal.ONE) == 0 ? "" : " x " + Amounts.plain(play.scale());
        return "trace " + name + scale + (play.repeat() ? ", repeated every " + Time.words(period) : "");
    }
}
