// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Counts;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.Time;
import java.util.Arrays;

/**
 * Traffic with noise. As written it is what is expected; {@link #drawn} is what comes, in whole requests for each
 * interval. Within an interval the drawn number is spread as the expected one is.
 */
public record NoisyTraffic(Traffic base, Noise noise) implements Traffic {
    @Override
    public double rate(long time) {
        return base.rate(time);
    }

    @Override
    public long nextChange(long time) {
        return base.nextChange(time);
    }

    @Override
    public long arrivedBefore(long time) {
        return base.arrivedBefore(time);
    }

    @Override
    public Traffic drawn(RandomStream random) {
        return new Drawn(this, base.drawn(random), random);
    }

    @Override
    public String description() {
        return base.description() + ", dispersion " + Amounts.plain(noise.dispersion());
    }

    /** One course of it. Intervals are drawn in turn, when first asked for, and kept. */
    private static final class Drawn implements Traffic {
        private final NoisyTraffic of;
        private final Traffic base;
        private final RandomStream random;
        private final long length;
        /** Millionths before the end of each interval that has been drawn. */
        private long[] arrived = new long[64];

        private int intervals;

        Drawn(NoisyTraffic of, Traffic base, RandomStream random) {
            this.of = of;
            this.base = base;
            this.random = random;
            this.length = Time.of(of.noise.every());
        }

        @Override
        public double rate(long time) {
            long begin = time - time % length;
            long expected = base.arrivedBefore(begin + length) - base.arrivedBefore(begin);
            return expected == 0 ? 0 : base.rate(time) * ((double) amount(begin) / expected);
        }

        @Override
        public long nextChange(long time) {
            return Math.min(base.nextChange(time), time - time % length + length);
        }

        @Override
        public long countedUntil(long time) {
            return time - time % length + length;
        }

        @Override
        public long arrivedBefore(long time) {
            long begin = time - time % length;
            long before = before(begin);
            if (time == begin) {
                return before;
            }
            long expected = base.arrivedBefore(begin + length) - base.arrivedBefore(begin);
            return expected == 0
                    ? before
                    : before
                            + Amounts.part(
                                    amount(begin), base.arrivedBefore(time) - base.arrivedBefore(begin), expected);
        }

        private long amount(long begin) {
            return before(begin + length) - before(begin);
        }

        /** @param end of an interval, or 0 */
        private long before(long end) {
            int whole = Math.toIntExact(end / length);
            while (intervals < whole) {
                draw();
            }
            return whole == 0 ? 0 : arrived[whole - 1];
        }

        private void draw() {
            long begin = intervals * length;
            double expected = (double) (base.arrivedBefore(begin + length) - base.arrivedBefore(begin)) / MICRO;
            long drawn = Counts.draw(expected, of.noise.dispersion(), random);
            if (intervals == arrived.length) {
                arrived = Arrays.copyOf(arrived, 2 * intervals);
            }
            arrived[intervals] = (intervals == 0 ? 0 : arrived[intervals - 1]) + Math.multiplyExact(drawn, MICRO);
            intervals++;
        }

        @Override
        public String description() {
            return of.description();
        }
    }
}
