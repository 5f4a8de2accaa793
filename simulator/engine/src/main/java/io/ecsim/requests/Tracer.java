// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes a sample of the requests of clients, and with each all that is called for it. As X-Ray does: the first requests
 * of a service in each second, and a share of the others ("Configuring sampling rules", X-Ray Developer Guide: 1 and 5 %).
 */
public final class Tracer {
    private final int reservoir;
    private final double rate;
    private final RandomStreams streams;
    private final Consumer<TracedRequest> ended;
    private final Map<String, Sample> samples = new LinkedHashMap<>();

    /**
     * @param reservoir requests of a service in a second that are all taken, from 0 up
     * @param rate share of the others, from 0 to 1
     * @param ended gets each request when it has ended
     */
    public Tracer(int reservoir, double rate, RandomStreams streams, Consumer<TracedRequest> ended) {
        this.reservoir = reservoir;
        this.rate = rate;
        this.streams = streams;
        this.ended = ended;
    }

    Sample of(String service) {
        return samples.computeIfAbsent(service, name -> new Sample(streams.stream("traces/" + name)));
    }

    void ended(Trace trace, long now) {
        ended.accept(trace.asOf(now));
    }

    /** Which requests of a service are traced. */
    final class Sample {
        private final RandomStream random;
        private long second = -1;
        private int taken;
        /** Requests that are still passed over. */
        private long gap;

        private Sample(RandomStream random) {
            this.random = random;
            this.gap = gap();
        }

        boolean takes(long now) {
            if (now / Time.SECOND != second) {
                second = now / Time.SECOND;
                taken = 0;
            }
            if (taken < reservoir) {
                taken++;
                return true;
            }
            if (gap > 0) {
                gap--;
                return false;
            }
            gap = gap();
            return rate > 0;
        }

        /** A geometric number: as if each request were taken or not by a draw of its own. */
        private long gap() {
            if (rate <= 0) {
                return Long.MAX_VALUE;
            }
            return rate >= 1 ? 0 : (long) (StrictMath.log(random.nextOpenDouble()) / StrictMath.log1p(-rate));
        }
    }
}
